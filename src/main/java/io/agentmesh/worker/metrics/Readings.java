package io.agentmesh.worker.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Values read when metrics are scraped.
 *
 * @param running      running tasks
 * @param slots        maximum number of running tasks
 * @param outboxFiles  outcomes that the server hasn't acknowledged
 * @param heartbeatAge seconds since the server last answered a registration or a heartbeat
 * @param outputBytes  sent by this process
 */
public record Readings(IntSupplier running, int slots, IntSupplier outboxFiles, DoubleSupplier heartbeatAge,
        LongSupplier outputBytes) {
}
