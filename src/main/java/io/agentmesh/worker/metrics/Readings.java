package io.agentmesh.worker.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What is read when somebody asks for the figures.
 *
 * @param running      tasks that are claimed and at work
 * @param slots        how many may be
 * @param outboxFiles  outcomes that the server has yet to take
 * @param heartbeatAge seconds since the server last answered a registration or a heartbeat
 * @param outputBytes  sent so far, in this life
 */
public record Readings(IntSupplier running, int slots, IntSupplier outboxFiles, DoubleSupplier heartbeatAge,
        LongSupplier outputBytes) {
}
