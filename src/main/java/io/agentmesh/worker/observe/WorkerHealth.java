package io.agentmesh.worker.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.camel.health.HealthCheck;

/**
 * How a worker is. It is ready while nothing keeps it from taking a task; it is alive as long as a new start would not help:
 * a server that is away, a full disk or a missing agent are no reasons to end what runs. Redis is told of, and needed for
 * neither.
 */
public final class WorkerHealth {

    private static final String AGENT = "opencode";
    private static final String POLL = "poll";

    private final Map<String, Supplier<String>> problems = new LinkedHashMap<>();
    private final Supplier<String> redis;

    /**
     * Each of the first five tells what is wrong, or nothing.
     *
     * @param redis how it is; null where there is none
     */
    public WorkerHealth(Supplier<String> server, Supplier<String> agent, Supplier<String> disk, Supplier<String> lock,
            Supplier<String> poll, Supplier<String> redis) {
        this.redis = redis;
        problems.put("server", server);
        problems.put(AGENT, agent);
        problems.put("disk", disk);
        problems.put("lock", lock);
        problems.put(POLL, poll);
    }

    /** For Camel, by the names of beans. */
    public Map<String, HealthCheck> checks() {
        Map<String, HealthCheck> checks = new LinkedHashMap<>();
        problems.forEach((name, problem) -> checks.put("health-" + name,
                HealthCheckOf.need(name, problem, name.equals(POLL))));
        if (redis != null) {
            checks.put("health-redis", HealthCheckOf.note("redis", redis));
        }
        return checks;
    }

    /** All that keeps the worker from taking a task, or empty. */
    public String problem() {
        return problems.values().stream().map(Supplier::get).filter(found -> !found.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Whether the worker itself has all that it needs. */
    public boolean hasAgent() {
        return problems.get(AGENT).get().isEmpty();
    }

    public boolean isAlive() {
        return problems.get(POLL).get().isEmpty();
    }
}
