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
 * What the worker knows of the server's codebases: which ids are its own, and where they lie. An answer is believed for
 * a minute, because a person may give a codebase to another worker at any time.
 */
public class Codebases {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final String workerId;
    private final Map<String, Path> shared;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param shared where the shared codebases lie here, by their names: the server tells only another worker's path */
    public Codebases(String workerId, Map<String, Path> shared, Clock clock) {
        this.workerId = workerId;
        this.shared = Map.copyOf(shared);
        this.clock = clock;
    }

    /**
     * @param ours   whether it is pinned to this worker, or shared with it
     * @param shared whether others serve it, too
     * @param path   as the server has it; null where there is no such codebase
     */
    public record Known(boolean ours, boolean shared, String path, Instant asked) {
    }

    /** @return null where it must be asked for */
    public Known find(String id) {
        Known codebase = known.get(id);
        return codebase == null || clock.instant().isAfter(codebase.asked().plus(FRESH)) ? null : codebase;
    }

    /** Takes a server's answer: a codebase as such, or within {@code {"codebase": …}}. */
    public void remember(JsonNode answer) {
        JsonNode codebase = answer.has("codebase") ? answer.get("codebase") : answer;
        String id = codebase.path("id").asText("");
        known.put(id, new Known(isOurs(codebase), isShared(codebase), path(codebase), clock.instant()));
    }

    /** Takes the list of all that there are: what is ours there is known, and whatever isn't there is not ours. */
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

    /** Whether the server must be asked about a codebase of these tasks. */
    public boolean lacksAnyOf(List<Task> tasks) {
        return !unknown(tasks).isEmpty();
    }

    /** Takes the list of all that there are, as {@link #refresh} does; what the tasks name and it hasn't is not ours. */
    public void refreshFor(List<Task> tasks, JsonNode list) {
        Set<String> asked = unknown(tasks);
        refresh(list);
        asked.stream().filter(id -> find(id) == null)
                .forEach(id -> known.put(id, new Known(false, false, null, clock.instant())));
    }

    private Set<String> unknown(List<Task> tasks) {
        return tasks.stream().map(Task::codebaseId).filter(id -> Ids.isValid(id) && !Ids.OF_NO_CODEBASE.contains(id)
                && find(id) == null).collect(Collectors.toSet());
    }

    /** The paths of our codebases by their ids, as far as they are known. */
    public Map<String, String> ours() {
        return known.entrySet().stream().filter(codebase -> codebase.getValue().ours())
                .collect(Collectors.toMap(Map.Entry::getKey, codebase -> codebase.getValue().path()));
    }

    /** Takes all of the list of all, for servers that answer nothing better; the codebase asked for may not be there. */
    public void rememberFrom(JsonNode list, String id) {
        known.put(id, new Known(false, false, null, clock.instant()));
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

    /** Whether others may run its tasks, too, as far as the server has ever told. */
    public boolean isShared(String id) {
        Known codebase = known.get(id);
        return id.equals(Ids.GLOBAL) || codebase != null && codebase.shared();
    }

    /**
     * The next question about it goes to the server. Until that says otherwise it stays ours if it was: a claim is also
     * refused because its task is over, and the codebase's stream must not go unread for that.
     */
    public void doubt(String id) {
        known.computeIfPresent(id, (same, codebase) ->
                new Known(codebase.ours(), codebase.shared(), codebase.path(), Instant.MIN));
    }
}
