package io.agentmesh.server.notify;

import java.util.function.Consumer;

/**
 * Carries {@link Signal}s to who waits, in this server and in every other one on the same database. One that gets lost
 * costs a delay and nothing else: who waits also looks by itself from time to time.
 */
public interface Signals extends AutoCloseable {

    /** @param listener called on any thread, also on the one that sends; must not block */
    void subscribe(Consumer<Signal> listener);

    /** Never fails: what it would tell of has happened already. */
    void send(Signal signal);

    @Override
    void close();
}
