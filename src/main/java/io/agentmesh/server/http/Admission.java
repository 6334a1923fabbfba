package io.agentmesh.server.http;

import java.time.Duration;

/** Admits requests while the server is open, and counts those in progress. */
public final class Admission {

    private boolean isOpen;
    private int inProgress;

    public synchronized void open() {
        isOpen = true;
    }

    /** Admits no more requests. */
    public synchronized void close() {
        isOpen = false;
    }

    /** @return whether the request is admitted; {@link #leave} must follow then */
    synchronized boolean admit() {
        if (isOpen) {
            inProgress++;
        }
        return isOpen;
    }

    synchronized void leave() {
        inProgress--;
        notifyAll();
    }

    /** Waits until no request is in progress, up to a limit. */
    public synchronized void awaitIdle(Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        try {
            for (long remaining = timeout.toMillis(); inProgress > 0 && remaining > 0;
                    remaining = Duration.ofNanos(until - System.nanoTime()).toMillis()) {
                wait(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
