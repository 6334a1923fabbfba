package io.agentmesh.redis.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/**
 * The server's end of the streams of tasks. Each call is one round trip, and a step that happens in Redis as a whole or
 * not at all; each throws {@link RedisFailure}.
 */
public final class TaskStreams {

    /** It is also written, which a replica refuses, and a Redis without memory. */
    private static final String GENERATION = """
            local generation = redis.call('GET', KEYS[1]) or ARGV[1]
            redis.call('SET', KEYS[1], generation)
            return generation
            """;
    /** Each entry is a pair: the task, and the id of the entry that it takes the place of, or nothing. */
    private static final String ADD = """
            redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
            local ids = {}
            for i = 3, #ARGV, 2 do
              if ARGV[i + 1] ~= '' then
                redis.call('XACK', KEYS[1], ARGV[1], ARGV[i + 1])
                redis.call('XDEL', KEYS[1], ARGV[i + 1])
              end
              ids[#ids + 1] = redis.call('XADD', KEYS[1], '*', ARGV[2], ARGV[i])
            end
            return ids
            """;
    private static final String REMOVE = """
            for i = 2, #ARGV do
              redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
              redis.call('XDEL', KEYS[1], ARGV[i])
            end
            return #ARGV - 1
            """;
    private static final String MISSING = """
            local missing = {}
            for i = 1, #ARGV do
              if #redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i]) == 0 then missing[#missing + 1] = ARGV[i] end
            end
            return missing
            """;

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
        return RedisFailure.guard(() -> redis.client().getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE,
                GENERATION, RScript.ReturnType.VALUE, List.of(QueueNames.GENERATION), candidate));
    }

    /** Puts entries at the end of a codebase's stream, which with its group is made where it is missing; their ids. */
    public List<String> add(String codebaseId, List<NewEntry> entries) {
        List<Object> arguments = new ArrayList<>(List.of(QueueNames.GROUP, QueueNames.FIELD));
        for (NewEntry entry : entries) {
            arguments.add(entry.task());
            arguments.add(entry.replaces() == null ? "" : entry.replaces());
        }
        return run(RScript.Mode.READ_WRITE, ADD, RScript.ReturnType.MULTI, codebaseId, arguments);
    }

    /** Takes entries away, also from the consumer that holds them; one that is gone already is no error. */
    public void remove(String codebaseId, List<String> ids) {
        run(RScript.Mode.READ_WRITE, REMOVE, RScript.ReturnType.INTEGER, codebaseId,
                Stream.concat(Stream.of(QueueNames.GROUP), ids.stream()).toList());
    }

    /** Those of {@code ids} that the stream doesn't hold. */
    public List<String> missing(String codebaseId, List<String> ids) {
        return run(RScript.Mode.READ_ONLY, MISSING, RScript.ReturnType.MULTI, codebaseId, ids);
    }

    private <T> T run(RScript.Mode mode, String script, RScript.ReturnType type, String codebaseId, List<?> arguments) {
        return RedisFailure.guard(() -> redis.client().getScript(StringCodec.INSTANCE)
                .eval(mode, script, type, List.of(QueueNames.stream(codebaseId)), arguments.toArray()));
    }
}
