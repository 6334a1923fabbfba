package io.agentmesh.cli.client;

import java.time.Duration;

/** The pause between two polls. */
final class Pause {

    private Pause() {
    }

    /** @throws Unreachable where the program is interrupted meanwhile */
    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted");
        }
    }
}
