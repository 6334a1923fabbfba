package io.agentmesh.server.http;

import java.time.Duration;

/** Lets requests in while the server is open, and knows how many of them have no answer yet. */
public final class Admission {

    private boolean isOpen;
    private int underWay;

    public synchronized void open() {
        isOpen = true;
    }

    /** Lets nobody in any more. */
    public synchronized void shut() {
        isOpen = false;
    }

    /** @return whether it is open; whoever was let in must {@link #leave} then */
    synchronized boolean enter() {
        if (isOpen) {
            underWay++;
        }
        return isOpen;
    }

    synchronized void leave() {
        underWay--;
        notifyAll();
    }

    /** Until all have left, but not for longer than that. */
    public synchronized void awaitLeft(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis(); underWay > 0 && left > 0;
                    left = Duration.ofNanos(until - System.nanoTime()).toMillis()) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
