package io.agentmesh.server.notify;

import java.util.function.Consumer;

/**
 * Sends {@link Signal}s to waiting clients of all servers on the same database. A lost one only costs a delay: clients
 * also check from time to time.
 */
public interface Signals extends AutoCloseable {

    /** @param listener called on any thread, also on the one that sends; must not block */
    void subscribe(Consumer<Signal> listener);

    /** Never fails, as the change has happened already. */
    void send(Signal signal);

    @Override
    void close();
}
