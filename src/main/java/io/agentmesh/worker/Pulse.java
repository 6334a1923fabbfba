package io.agentmesh.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When something last showed a sign of life, by a clock that no change of the machine's time moves. */
final class Pulse {

    private final LongSupplier nanos;
    private volatile long last;

    /** Begins with a sign. @param nanos such as {@link System#nanoTime} */
    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    void beat() {
        last = nanos.getAsLong();
    }

    Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - last);
    }
}
