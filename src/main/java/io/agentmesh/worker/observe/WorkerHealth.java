package io.agentmesh.worker.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.camel.health.HealthCheck;

/**
 * Health of a worker. It is ready while nothing prevents it from claiming a task, and alive as long as a restart
 * wouldn't help: an unreachable server, a full disk or a missing agent are no reasons to end running tasks. Redis is
 * reported, but affects neither.
 */
public final class WorkerHealth {

    private static final String AGENT = "opencode";
    private static final String POLL = "poll";

    private final Map<String, Supplier<String>> problems = new LinkedHashMap<>();
    private final Supplier<String> redis;

    /**
     * Each of the first five returns a problem, or an empty text.
     *
     * @param redis returns its state; null where there is none
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

    /** Checks for Camel, by bean name. */
    public Map<String, HealthCheck> checks() {
        Map<String, HealthCheck> checks = new LinkedHashMap<>();
        problems.forEach((name, problem) -> checks.put("health-" + name,
                HealthCheckOf.required(name, problem, name.equals(POLL))));
        if (redis != null) {
            checks.put("health-redis", HealthCheckOf.informational("redis", redis));
        }
        return checks;
    }

    /** All problems that prevent the worker from claiming a task, or empty. */
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
