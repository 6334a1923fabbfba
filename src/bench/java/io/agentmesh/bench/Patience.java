package io.agentmesh.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waiting for something that happens in another process. */
final class Patience {

    /** Seldom enough to cost nothing beside what is measured. */
    private static final long LOOK_AGAIN_MILLIS = 200;

    private Patience() {
    }

    /** @throws IllegalStateException where it hasn't happened in time, or the program has ended */
    static void await(Program program, String what, Duration limit, Callable<Boolean> happened) throws Exception {
        long until = System.nanoTime() + limit.toNanos();
        while (!happened.call()) {
            if (!program.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("waited in vain for " + what + "; the program said:\n" + program.log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
