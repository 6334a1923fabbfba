package io.agentmesh.bench;

import java.time.Instant;

/** The clock that processes share. */
final class WallClock {

    private WallClock() {
    }

    static long nanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
