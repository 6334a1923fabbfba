package io.agentmesh.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.LoggerFactory;

/**
 * Undoes what was started, the last thing first, exactly once, whoever asks for it: the end of the demo or Ctrl-C.
 * Who asks second waits for the first. What is added after that is undone at once.
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

    /** One thing that can't be undone mustn't keep the others up. */
    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Cleanup.class).warn("not cleaned up: {}", e.toString());
        }
    }
}
