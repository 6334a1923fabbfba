package io.agentmesh.server.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.redis.stream.TaskStreams.NewEntry;
import io.agentmesh.server.response.TaskAnswers;
import io.agentmesh.server.response.Times;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds pending tasks to Redis streams and removes them (contract, section "Redis"). Never fails: the answer has only
 * the tasks that succeeded, so that others are not recorded in the database, and a sweep retries them.
 */
public final class PendingTasks {

    private static final Logger LOG = LoggerFactory.getLogger(PendingTasks.class);
    private static final String ENTRY = "queue_entry";

    private final TaskStreams streams;
    private final RedisState state;
    private final TaskAnswers answers;
    private final Times times;
    private final Supplier<String> newId;
    private final Duration grace;
    private final Set<String> refused = new HashSet<>();
    private String generation;
    private String audited = "";

    /**
     * @param streams  null where no Redis is configured; then nothing is called
     * @param grace how long a sweep leaves a task to the server that made it pending
     */
    public PendingTasks(TaskStreams streams, RedisState state, TaskAnswers answers, Times times, Supplier<String> newId,
            Duration grace) {
        this.streams = streams;
        this.state = state;
        this.answers = answers;
        this.times = times;
        this.newId = newId;
        this.grace = grace;
    }

    /**
     * Asks Redis whether it is reachable, and for its generation.
     *
     * @return {@code {generation, isNew, now, before}}, the last the time before which a missing entry is overdue; null
     *         where Redis is unreachable
     */
    public synchronized Map<String, Object> begin() {
        try {
            String found = streams.generation(newId.get());
            state.answered();
            boolean isNew = !found.equals(generation);
            generation = found;
            return Map.of("generation", found, "isNew", isNew, "now", times.now(), "before", times.ago(grace));
        } catch (RedisFailure e) {
            state.failed(e.getMessage());
            return null;
        }
    }

    /** Like {@link #putAll}, for one row that has just become pending; does nothing while Redis is unreachable. */
    public List<Map<String, Object>> put(@Body Map<String, Object> row) {
        return state.isUp() ? putAll(List.of(row)) : List.of();
    }

    /** Adds entries. @return the added ones, a Map {@code {id, attempt, entry, generation}} each */
    public synchronized List<Map<String, Object>> putAll(@Body List<Map<String, Object>> rows) {
        List<Map<String, Object>> put = new ArrayList<>();
        byCodebase(rows).forEach((codebase, tasks) -> tryStream(codebase, () -> {
            List<String> entries = streams.add(codebase, tasks.stream()
                    .map(row -> new NewEntry(answers.one(row), (String) row.get(ENTRY))).toList());
            for (int i = 0; i < entries.size(); i++) {
                Map<String, Object> row = tasks.get(i);
                put.add(Map.of("id", row.get("id"), "attempt", row.get("attempt"), "entry", entries.get(i),
                        "generation", generation));
            }
        }));
        return put;
    }

    /** Removes entries. @return the rows whose entries are gone now */
    public synchronized List<Map<String, Object>> removeAll(@Body List<Map<String, Object>> rows) {
        List<Map<String, Object>> removed = new ArrayList<>();
        byCodebase(rows).forEach((codebase, tasks) -> tryStream(codebase, () -> {
            streams.remove(codebase, entries(tasks));
            removed.addAll(tasks);
        }));
        return removed;
    }

    /** Where the next audit continues: {@code {after}}, the id of the task that the last one ended with. */
    public synchronized Map<String, Object> audit() {
        return Map.of("after", audited);
    }

    /** The rows, in the order of their ids, whose entries are missing, though no server removed them. */
    public synchronized List<Map<String, Object>> missing(@Body List<Map<String, Object>> rows) {
        audited = rows.isEmpty() ? "" : (String) rows.get(rows.size() - 1).get("id");
        List<Map<String, Object>> missing = new ArrayList<>();
        byCodebase(rows).forEach((codebase, tasks) -> tryStream(codebase, () -> {
            Set<String> gone = new HashSet<>(streams.missing(codebase, entries(tasks)));
            tasks.stream().filter(row -> gone.contains(row.get(ENTRY))).forEach(missing::add);
        }));
        return missing;
    }

    /** One stream that fails, such as a key of another type, doesn't block the others. */
    private void tryStream(String codebase, Runnable step) {
        if (state.status() == RedisState.Status.DOWN) {
            return;
        }
        try {
            step.run();
            refused.remove(codebase);
        } catch (RedisFailure e) {
            if (e.isAway()) {
                state.failed(e.getMessage());
            } else if (refused.add(codebase)) {
                LOG.warn("Redis refuses {}: {}", QueueNames.stream(codebase), e.getMessage());
            }
        }
    }

    private static Map<String, List<Map<String, Object>>> byCodebase(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> (Map<String, Object>) new HashMap<>(row)).collect(Collectors.groupingBy(
                row -> (String) row.get("codebase_id"), LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> entries(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> (String) row.get(ENTRY)).toList();
    }
}
