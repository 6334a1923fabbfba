package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisScript;
import org.redisson.api.RedissonClient;

/** Lists entries that were read and not acknowledged, without taking them over. */
final class AbandonedEntryReader {

    /** One round trip for many streams. A stream without a group has no such entries. */
    private static final RedisScript LIST_PENDING = RedisScript.list("list-pending");

    private final Supplier<RedissonClient> client;
    private final String worker;
    private final boolean isCluster;

    /** @param isCluster whether the streams are on several nodes, which no single command can read */
    AbandonedEntryReader(Supplier<RedissonClient> client, String worker, boolean isCluster) {
        this.client = client;
        this.worker = worker;
        this.isCluster = isCluster;
    }

    /** See {@link TaskQueue#abandoned}. */
    List<AbandonedEntry> read(List<String> codebases, Duration idle, int max) {
        List<List<String>> readings = isCluster ? codebases.stream().map(List::of).toList()
                : codebases.isEmpty() ? List.of() : List.of(codebases);
        return readings.stream().flatMap(some -> readTogether(some, idle, max).stream()).toList();
    }

    private List<AbandonedEntry> readTogether(List<String> codebases, Duration idle, int max) {
        List<Object> streams = codebases.stream().<Object>map(QueueNames::stream).toList();
        List<List<Object>> entries = LIST_PENDING.run(client.get(), streams, QueueNames.GROUP, worker,
                String.valueOf(idle.toMillis()), String.valueOf(max));
        return entries.stream().map(entry -> abandoned(codebases.get(streams.indexOf(entry.get(0))), entry)).toList();
    }

    private AbandonedEntry abandoned(String codebase, List<Object> entry) {
        String holder = (String) entry.get(2);
        return new AbandonedEntry(codebase, (String) entry.get(1), holder, holder.equals(worker),
                ((Number) entry.get(3)).longValue());
    }
}
