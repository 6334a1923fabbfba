package io.agentmesh.redis.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.RedisScript;

/**
 * The server's side of the task streams. Each call is one round trip and atomic, and throws {@link RedisFailure}.
 */
public final class TaskStreams {

    /** Also writes, which a replica rejects, and a Redis out of memory. */
    private static final RedisScript GENERATION = RedisScript.text("keep-generation");
    /** Each entry is a pair: the task, and the id of the entry that it replaces, or nothing. */
    private static final RedisScript ADD = RedisScript.list("add-entries");
    private static final RedisScript REMOVE = RedisScript.command("remove-entries");
    private static final RedisScript MISSING = RedisScript.list("list-missing");

    /**
     * @param task     the task's JSON
     * @param replaces the id of an entry of the same task that is removed, or null
     */
    public record NewEntry(String task, String replaces) {
    }

    private final RedisConnection redis;

    public TaskStreams(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A text that stays the same while Redis has its data: where it has changed, all entries are lost.
     *
     * @param candidate the text to store where Redis has none
     */
    public String generation(String candidate) {
        return RedisFailure.guard(() -> GENERATION.run(redis.client(), List.of(QueueNames.GENERATION), candidate));
    }

    /** Appends entries to a codebase's stream, which is created with its group where missing. @return their ids */
    public List<String> add(String codebaseId, List<NewEntry> entries) {
        List<Object> arguments = new ArrayList<>(List.of(QueueNames.GROUP, QueueNames.FIELD));
        for (NewEntry entry : entries) {
            arguments.add(entry.task());
            arguments.add(entry.replaces() == null ? "" : entry.replaces());
        }
        return run(ADD, codebaseId, arguments);
    }

    /** Removes entries, also those that a consumer has read; missing ones are ignored. */
    public void remove(String codebaseId, List<String> ids) {
        run(REMOVE, codebaseId, Stream.concat(Stream.of(QueueNames.GROUP), ids.stream()).toList());
    }

    /** Those of {@code ids} that the stream lacks. */
    public List<String> missing(String codebaseId, List<String> ids) {
        return run(MISSING, codebaseId, ids);
    }

    private <T> T run(RedisScript script, String codebaseId, List<?> arguments) {
        return RedisFailure.guard(() -> script.run(redis.client(), List.of(QueueNames.stream(codebaseId)),
                arguments.toArray()));
    }
}
