package io.agentmesh.worker.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time since the last sign of life, by a monotonic clock. */
public final class LastActivity {

    private final LongSupplier nanos;
    private volatile long last;

    /** Starts with a sign of life. @param nanos such as {@link System#nanoTime} */
    public LastActivity(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    public void record() {
        last = nanos.getAsLong();
    }

    public Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - last);
    }
}
