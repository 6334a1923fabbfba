package io.agentmesh.cli.client;

import java.time.Duration;

/** The wait between two calls that ask for the same. */
final class Pause {

    private Pause() {
    }

    /** @throws Unreachable where the program is to end meanwhile */
    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted");
        }
    }
}
