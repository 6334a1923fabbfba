package io.agentmesh.server.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Signals within one server: each subscriber is called on the thread that sends. */
public final class LocalSignals implements Signals {

    private final List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void subscribe(Consumer<Signal> listener) {
        listeners.add(listener);
    }

    @Override
    public void send(Signal signal) {
        listeners.forEach(listener -> listener.accept(signal));
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
