package io.agentmesh.task;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A monotonic clock for pauses and ages within this process. It starts with the machine's time and ignores later
 * changes of the machine's clock: one set back by a day would turn a pause of a second into one of a day. Not for
 * comparison with times from elsewhere, such as a server's or a file's.
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

    /** The instants are the same in all zones. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
