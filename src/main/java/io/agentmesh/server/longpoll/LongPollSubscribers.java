package io.agentmesh.server.longpoll;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.agentmesh.server.notify.Signal;

/** Callbacks of waiting clients by name. A callback is quick, and may be called without a reason. */
final class LongPollSubscribers {

    private final ConcurrentMap<String, Set<Runnable>> waiting = new ConcurrentHashMap<>();

    void enter(String name, Runnable wake) {
        waiting.compute(name, (key, all) -> {
            Set<Runnable> those = all == null ? ConcurrentHashMap.newKeySet() : all;
            those.add(wake);
            return those;
        });
    }

    void leave(String name, Runnable wake) {
        waiting.computeIfPresent(name, (key, all) -> all.remove(wake) && all.isEmpty() ? null : all);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void wake(String name) {
        waiting.getOrDefault(name, Set.of()).forEach(Runnable::run);
    }

    /** Wakes whom a signal of this kind names, and everybody where signals may have been lost. */
    void wake(Signal signal, Signal.Kind kind) {
        if (signal.kind() == kind) {
            wake(signal.id());
        } else if (signal.kind() == Signal.Kind.UNKNOWN) {
            wakeAll();
        }
    }

    void wakeAll() {
        waiting.values().forEach(all -> all.forEach(Runnable::run));
    }
}
