package io.agentmesh.worker.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Limits label values that come from outside. Each value creates a series that Prometheus stores, so only the first
 * ones are used; further ones, and unusual names, become {@code other}.
 */
final class BoundedNames {

    static final String OTHER = "other";

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@+-]{1,100}");

    private final int max;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedNames(int max) {
        this.max = max;
    }

    synchronized String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= max || !PLAIN.matcher(name).matches()) {
            return OTHER;
        }
        known.add(name);
        return name;
    }
}
