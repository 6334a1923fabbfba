package io.agentmesh.worker.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Names from outside as values of a label. Each new one makes a series that Prometheus keeps, so only so many are taken as
 * they are; the rest, and what is no plain name, are one: {@code other}.
 */
final class BoundedNames {

    static final String OTHER = "other";

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@+-]{1,100}");

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedNames(int most) {
        this.most = most;
    }

    synchronized String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= most || !PLAIN.matcher(name).matches()) {
            return OTHER;
        }
        known.add(name);
        return name;
    }
}
