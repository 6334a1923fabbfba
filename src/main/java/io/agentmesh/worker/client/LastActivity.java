package io.agentmesh.worker.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When something last showed a sign of life, by a clock that no change of the machine's time moves. */
public final class LastActivity {

    private final LongSupplier nanos;
    private volatile long last;

    /** Begins with a sign. @param nanos such as {@link System#nanoTime} */
    public LastActivity(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    public void beat() {
        last = nanos.getAsLong();
    }

    public Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - last);
    }
}
