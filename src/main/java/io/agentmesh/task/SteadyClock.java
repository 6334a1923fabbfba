package io.agentmesh.task;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock for pauses and ages within this process. It starts with the machine's time and goes on by the time that has
 * passed since, whatever the machine's clock is set to meanwhile: set back by a day, that would make a pause of a second
 * one of a day. It isn't compared with times from elsewhere, such as those of a server or a file.
 */
public final class SteadyClock extends Clock {

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Of all zones the instants are the same. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
