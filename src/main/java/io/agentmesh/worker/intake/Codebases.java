package io.agentmesh.worker.intake;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;

/**
 * The server's codebases as far as this worker knows them: which ids are its own, and their paths. Answers are valid
 * for a minute, because a codebase may be assigned to another worker at any time.
 */
public class Codebases {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final String workerId;
    private final Map<String, Path> shared;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param shared local paths of shared codebases by name: the server knows only another worker's path */
    public Codebases(String workerId, Map<String, Path> shared, Clock clock) {
        this.workerId = workerId;
        this.shared = Map.copyOf(shared);
        this.clock = clock;
    }

    /**
     * @param ours   whether it is pinned to this worker, or shared with it
     * @param shared whether others serve it, too
     * @param path   on the server; null where there is no such codebase
     * @param isolation of its {@code agent_config}, or null
     */
    public record Known(boolean ours, boolean shared, String path, String isolation, Instant asked) {
    }

    /** @return null where the server must be asked */
    public Known find(String id) {
        Known codebase = known.get(id);
        return codebase == null || clock.instant().isAfter(codebase.asked().plus(FRESH)) ? null : codebase;
    }

    /** Reads an answer: a codebase, or {@code {"codebase": …}}. */
    public void remember(JsonNode answer) {
        JsonNode codebase = answer.has("codebase") ? answer.get("codebase") : answer;
        String id = codebase.path("id").asText("");
        known.put(id, new Known(isOurs(codebase), isShared(codebase), path(codebase),
                codebase.path("agent_config").path("isolation").asText(null), clock.instant()));
    }

    /** Reads the list of all codebases; those that aren't in it are not this worker's. */
    public void refresh(JsonNode list) {
        Set<String> ours = new HashSet<>();
        for (JsonNode codebase : list) {
            if (isOurs(codebase)) {
                remember(codebase);
                ours.add(codebase.path("id").asText(""));
            }
        }
        known.keySet().removeIf(id -> known.get(id).ours() && !ours.contains(id));
    }

    /** Whether a codebase of these tasks is unknown. */
    public boolean lacksAnyOf(List<Task> tasks) {
        return !unknown(tasks).isEmpty();
    }

    /**
     * Reads the list of all codebases like {@link #refresh}; those of the tasks that it lacks are not this worker's.
     */
    public void refreshFor(List<Task> tasks, JsonNode list) {
        Set<String> asked = unknown(tasks);
        refresh(list);
        asked.stream().filter(id -> find(id) == null)
                .forEach(id -> known.put(id, new Known(false, false, null, null, clock.instant())));
    }

    private Set<String> unknown(List<Task> tasks) {
        return tasks.stream().map(Task::codebaseId).filter(id -> Ids.isValid(id) && !Ids.OF_NO_CODEBASE.contains(id)
                && find(id) == null).collect(Collectors.toSet());
    }

    /** The paths of this worker's codebases by id, as far as known. */
    public Map<String, String> ours() {
        return known.entrySet().stream().filter(codebase -> codebase.getValue().ours())
                .collect(Collectors.toMap(Map.Entry::getKey, codebase -> codebase.getValue().path()));
    }

    /** Reads the list of all codebases for one of them, on servers without a better call; it may be missing. */
    public void rememberFrom(JsonNode list, String id) {
        known.put(id, new Known(false, false, null, null, clock.instant()));
        list.forEach(this::remember);
    }

    private String path(JsonNode codebase) {
        Path here = isSharedWithUs(codebase) ? shared.get(codebase.path("name").asText("")) : null;
        return here == null ? codebase.path("path").asText("") : here.toString();
    }

    private boolean isOurs(JsonNode codebase) {
        return codebase.path("worker_id").asText("").equals(workerId) || isSharedWithUs(codebase);
    }

    private static boolean isShared(JsonNode codebase) {
        return codebase.path("shared").asBoolean(false);
    }

    private boolean isSharedWithUs(JsonNode codebase) {
        return isShared(codebase) && codebase.path("workers").valueStream()
                .anyMatch(id -> id.asText().equals(workerId));
    }

    /** The isolation that its {@code agent_config} names at the server, or null. */
    public String isolation(String id) {
        Known codebase = known.get(id);
        return codebase == null ? null : codebase.isolation();
    }

    /** Whether it was this worker's, too, when the server was last asked, not long ago. */
    boolean isOurs(String id) {
        Known codebase = find(id);
        return codebase != null && codebase.ours();
    }

    /** Whether it was another worker's when the server was last asked, not long ago. */
    public boolean isForeign(String id) {
        Known codebase = find(id);
        return codebase != null && !codebase.ours();
    }

    /** Whether others may run its tasks, too, according to the last answer. */
    public boolean isShared(String id) {
        Known codebase = known.get(id);
        return id.equals(Ids.GLOBAL) || codebase != null && codebase.shared();
    }

    /**
     * Forces the next question about it to the server. Until then it stays this worker's if it was: a claim is also
     * refused because its task has ended, and the codebase's stream must still be read.
     */
    public void doubt(String id) {
        known.computeIfPresent(id, (same, codebase) ->
                new Known(codebase.ours(), codebase.shared(), codebase.path(), codebase.isolation(),
                        Instant.MIN));
    }
}
