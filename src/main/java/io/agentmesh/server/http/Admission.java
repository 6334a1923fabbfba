package io.agentmesh.server.http;

import java.time.Duration;

/** Admits requests while the server is open, and counts those in progress. */
public final class Admission {

    private boolean isOpen;
    private int underWay;

    public synchronized void open() {
        isOpen = true;
    }

    /** Admits no more requests. */
    public synchronized void shut() {
        isOpen = false;
    }

    /** @return whether the request is admitted; {@link #leave} must follow then */
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

    /** Waits until no request is in progress, up to a limit. */
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
