package io.agentmesh.cli;

import java.util.concurrent.CountDownLatch;

import sun.misc.Signal;

/**
 * Waits for TERM or INT. A shutdown hook can't do this: the JVM would end with 143, and a clean stop is to be 0.
 */
final class StopSignal {

    private StopSignal() {
    }

    /** Returns at the first TERM or INT; a second one ends the program at once. */
    static void await() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> {
                if (stopped.getCount() == 0) {
                    Runtime.getRuntime().halt(128 + signal.getNumber());
                }
                stopped.countDown();
            });
        }
        stopped.await();
    }
}
