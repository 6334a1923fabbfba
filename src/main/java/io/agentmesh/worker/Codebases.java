package io.agentmesh.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.task.Ids;

/**
 * What the worker knows of the server's codebases: which ids are its own, and where they lie. An answer is believed for
 * a minute, because a person may give a codebase to another worker at any time.
 */
public class Codebases {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final String workerId;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Codebases(String workerId, Clock clock) {
        this.workerId = workerId;
        this.clock = clock;
    }

    /**
     * @param ours   whether it is pinned to this worker, or shared with it
     * @param shared whether others serve it, too
     * @param path   as the server has it; null where there is no such codebase
     */
    record Known(boolean ours, boolean shared, String path, Instant asked) {
    }

    /** @return null where it must be asked for */
    Known find(String id) {
        Known codebase = known.get(id);
        return codebase == null || clock.instant().isAfter(codebase.asked().plus(FRESH)) ? null : codebase;
    }

    /** Takes a server's answer: a codebase as such, or within {@code {"codebase": …}}. */
    public void remember(JsonNode answer) {
        JsonNode codebase = answer.has("codebase") ? answer.get("codebase") : answer;
        String id = codebase.path("id").asText("");
        boolean shared = codebase.path("shared").asBoolean(false);
        boolean ours = codebase.path("worker_id").asText("").equals(workerId) || shared && isSharedWithUs(codebase);
        known.put(id, new Known(ours, shared, codebase.path("path").asText(""), clock.instant()));
    }

    /** Looks a codebase up in the list of all, for servers that answer nothing better. */
    public void rememberFrom(JsonNode list, String id) {
        known.put(id, new Known(false, false, null, clock.instant()));
        for (JsonNode codebase : list) {
            if (codebase.path("id").asText("").equals(id)) {
                remember(codebase);
            }
        }
    }

    private boolean isSharedWithUs(JsonNode codebase) {
        return StreamSupport.stream(codebase.path("workers").spliterator(), false)
                .anyMatch(id -> id.asText().equals(workerId));
    }

    /** Whether it was another worker's when the server was last asked, not long ago. */
    boolean isForeign(String id) {
        Known codebase = find(id);
        return codebase != null && !codebase.ours();
    }

    /** Whether others may run its tasks, too, as far as the server has ever told. */
    boolean isShared(String id) {
        Known codebase = known.get(id);
        return id.equals(Ids.GLOBAL) || codebase != null && codebase.shared();
    }

    /** The next question about it goes to the server. */
    public void forget(String id) {
        known.remove(id);
    }
}
