package io.agentmesh.redis.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.RedisScript;

/**
 * The server's end of the streams of tasks. Each call is one round trip, and a step that happens in Redis as a whole or
 * not at all; each throws {@link RedisFailure}.
 */
public final class TaskStreams {

    /** It is also written, which a replica refuses, and a Redis without memory. */
    private static final RedisScript GENERATION = RedisScript.text("keep-generation");
    /** Each entry is a pair: the task, and the id of the entry that it takes the place of, or nothing. */
    private static final RedisScript ADD = RedisScript.list("add-entries");
    private static final RedisScript REMOVE = RedisScript.command("remove-entries");
    private static final RedisScript MISSING = RedisScript.list("list-missing");

    /**
     * @param task     the task's JSON
     * @param replaces the id of an entry of the same task that goes, or null
     */
    public record NewEntry(String task, String replaces) {
    }

    private final RedisConnection redis;

    public TaskStreams(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * A text that stays the same for as long as Redis keeps what it holds: where it differs from before, nothing that
     * was put there is there any more.
     *
     * @param candidate used where Redis has none yet
     */
    public String generation(String candidate) {
        return RedisFailure.guard(() -> GENERATION.run(redis.client(), List.of(QueueNames.GENERATION), candidate));
    }

    /** Puts entries at the end of a codebase's stream, which with its group is made where it is missing; their ids. */
    public List<String> add(String codebaseId, List<NewEntry> entries) {
        List<Object> arguments = new ArrayList<>(List.of(QueueNames.GROUP, QueueNames.FIELD));
        for (NewEntry entry : entries) {
            arguments.add(entry.task());
            arguments.add(entry.replaces() == null ? "" : entry.replaces());
        }
        return run(ADD, codebaseId, arguments);
    }

    /** Takes entries away, also from the consumer that holds them; one that is gone already is no error. */
    public void remove(String codebaseId, List<String> ids) {
        run(REMOVE, codebaseId, Stream.concat(Stream.of(QueueNames.GROUP), ids.stream()).toList());
    }

    /** Those of {@code ids} that the stream doesn't hold. */
    public List<String> missing(String codebaseId, List<String> ids) {
        return run(MISSING, codebaseId, ids);
    }

    private <T> T run(RedisScript script, String codebaseId, List<?> arguments) {
        return RedisFailure.guard(() -> script.run(redis.client(), List.of(QueueNames.stream(codebaseId)),
                arguments.toArray()));
    }
}
