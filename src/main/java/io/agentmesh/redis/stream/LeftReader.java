package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.agentmesh.redis.QueueNames;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Looks for what was read from streams and not acknowledged, without taking it. */
final class LeftReader {

    /** Many streams cost no more than one way there and back. One that has no group was read by nobody yet. */
    private static final String LEFT = """
            local left = {}
            local function add(stream, pending, others)
                if pending.err then
                    if string.find(pending.err, 'NOGROUP') then return end
                    error(pending.err)
                end
                for _, entry in ipairs(pending) do
                    if not others or entry[2] ~= ARGV[2] then
                        left[#left + 1] = {stream, entry[1], entry[2], entry[4]}
                    end
                end
            end
            for _, stream in ipairs(KEYS) do
                add(stream, redis.pcall('XPENDING', stream, ARGV[1], '-', '+', ARGV[4], ARGV[2]), false)
                add(stream, redis.pcall('XPENDING', stream, ARGV[1], 'IDLE', ARGV[3], '-', '+', ARGV[4]), true)
            end
            return left
            """;

    private final Supplier<RedissonClient> client;
    private final String worker;
    private final boolean isCluster;

    /** @param isCluster whether the streams lie on several nodes, which no single command reads */
    LeftReader(Supplier<RedissonClient> client, String worker, boolean isCluster) {
        this.client = client;
        this.worker = worker;
        this.isCluster = isCluster;
    }

    /** As {@link TaskQueue#left}. */
    List<LeftEntry> read(List<String> codebases, Duration idle, int most) {
        List<List<String>> readings = isCluster ? codebases.stream().map(List::of).toList()
                : codebases.isEmpty() ? List.of() : List.of(codebases);
        return readings.stream().flatMap(some -> readTogether(some, idle, most).stream()).toList();
    }

    private List<LeftEntry> readTogether(List<String> codebases, Duration idle, int most) {
        List<Object> streams = codebases.stream().<Object>map(QueueNames::stream).toList();
        List<List<Object>> left = client.get().getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE, LEFT,
                RScript.ReturnType.MULTI, streams, QueueNames.GROUP, worker, String.valueOf(idle.toMillis()),
                String.valueOf(most));
        return left.stream().map(entry -> left(codebases.get(streams.indexOf(entry.get(0))), entry)).toList();
    }

    private LeftEntry left(String codebase, List<Object> entry) {
        String holder = (String) entry.get(2);
        return new LeftEntry(codebase, (String) entry.get(1), holder, holder.equals(worker),
                ((Number) entry.get(3)).longValue());
    }
}
