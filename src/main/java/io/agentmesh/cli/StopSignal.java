package io.agentmesh.cli;

import java.util.concurrent.CountDownLatch;

import sun.misc.Signal;

/**
 * Waits for TERM or INT. A shutdown hook can't do this: the JVM would end with 143, and a clean stop is to be 0.
 */
final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);

    private StopSignal() {
    }

    /**
     * Takes TERM and INT from now on: to be called before what they should stop is started, because the JVM's own way
     * with a signal that comes in between hangs until Camel gives up. A second one ends the program at once.
     */
    static StopSignal listen() {
        StopSignal stop = new StopSignal();
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> {
                if (stop.stopped.getCount() == 0) {
                    Runtime.getRuntime().halt(128 + signal.getNumber());
                }
                stop.stopped.countDown();
            });
        }
        return stop;
    }

    /** Returns at the first TERM or INT, at once where it has come already. */
    void await() throws InterruptedException {
        stopped.await();
    }
}
