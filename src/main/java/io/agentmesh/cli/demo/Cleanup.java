package io.agentmesh.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.LoggerFactory;

/**
 * Closes what was started in reverse order, exactly once, at the end of the demo or on Ctrl-C. A second caller waits
 * for the first. Additions after that are closed at once.
 */
final class Cleanup implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T add(T thing) {
        if (closed) {
            close(thing);
            throw new DemoFailure("the demo was ended");
        }
        started.push(thing);
        return thing;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    /** A failure is logged and doesn't stop the others. */
    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Cleanup.class).warn("not cleaned up: {}", e.toString());
        }
    }
}
