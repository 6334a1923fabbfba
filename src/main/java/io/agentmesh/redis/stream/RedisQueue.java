package io.agentmesh.redis.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisScript;
import io.agentmesh.redis.WriteCheck;
import org.redisson.api.RList;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;

/**
 * The task streams in Redis, read as a consumer of their group. Requires Redis 6.2.
 *
 * <p>Abandoned entries are inspected before they are taken over ({@code XPENDING}, then {@code XCLAIM}, and not
 * {@code XAUTOCLAIM}): a worker that can't run a task would only take it from one that can.
 */
public final class RedisQueue implements TaskQueue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HISTORY_TTL = Duration.ofDays(7);
    private static final int MAX_DEAD = 10_000;

    /** Atomic, so that the length of a stream is the number of open tasks. */
    private static final RedisScript ACKNOWLEDGE = RedisScript.command("remove-entries");

    /** Renews only entries that are still this consumer's. XCLAIM with JUSTID counts no delivery. */
    private static final RedisScript RENEW = RedisScript.command("keep-entry");
    /** Longer than the idle time after which workers take over. */
    private static final long LONG_IDLE_MILLIS = Duration.ofDays(1).toMillis();

    private final RedisConnection connection;
    private final String worker;
    private final Clock clock;
    private final WriteCheck writeCheck;
    private final StreamReader reader;
    private final AbandonedEntryReader abandonedReader;

    /**
     * @param worker    the worker's id, and name of the consumer
     * @param isCluster whether the streams are on several nodes
     */
    public RedisQueue(RedisConnection connection, String worker, boolean isCluster, Clock clock) {
        this.connection = connection;
        this.worker = worker;
        this.clock = clock;
        this.writeCheck = new WriteCheck(connection, worker);
        StreamGroups groups = new StreamGroups(connection::client);
        this.reader = new StreamReader(groups, isCluster ? new ClusterSource(connection::client, worker)
                : new ServerSource(connection::client, groups, worker));
        this.abandonedReader = new AbandonedEntryReader(connection::client, worker, isCluster);
    }

    @Override
    public List<QueueEntry> read(List<String> codebases, int max, Duration wait) {
        return reader.read(codebases, max, wait);
    }

    @Override
    public void wake() {
        reader.wake();
    }

    @Override
    public void stopReading() {
        reader.stop();
    }

    @Override
    public void check() {
        writeCheck.run();
    }

    @Override
    public List<AbandonedEntry> abandoned(List<String> codebases, Duration idle, int max) {
        return abandonedReader.read(codebases, idle, max);
    }

    @Override
    public Optional<QueueEntry> peek(AbandonedEntry entry) {
        StreamMessageId id = id(entry.id());
        return stream(entry.codebase()).range(id, id).values().stream().findFirst()
                .map(fields -> new QueueEntry(entry.codebase(), entry.id(), fields, entry.deliveries() + 1));
    }

    @Override
    public boolean takeOver(AbandonedEntry entry, Duration idle) {
        return !stream(entry.codebase()).claim(QueueNames.GROUP, worker, entry.ours() ? 0 : idle.toMillis(),
                TimeUnit.MILLISECONDS, id(entry.id())).isEmpty();
    }

    @Override
    public void renew(QueueEntry entry) {
        setIdle(entry, 0, 0);
    }

    @Override
    public void release(QueueEntry entry) {
        setIdle(entry, LONG_IDLE_MILLIS, 1);
    }

    private void setIdle(QueueEntry entry, long idleMillis, int uncounted) {
        RENEW.run(connection.client(), List.of(QueueNames.stream(entry.codebase())), QueueNames.GROUP, entry.id(), worker,
                String.valueOf(idleMillis), String.valueOf(uncounted));
    }

    @Override
    public void acknowledge(QueueEntry entry) {
        ACKNOWLEDGE.run(connection.client(), List.of(QueueNames.stream(entry.codebase())), QueueNames.GROUP, entry.id());
        if (entry.deliveries() > 1) {
            history(entry).delete();
        }
    }

    @Override
    public void recordTakeover(QueueEntry entry, String fromWorker) {
        RList<String> history = history(entry);
        history.add(json(Map.of("from", fromWorker, "to", worker, "timestamp", clock.instant().toString())));
        history.expire(HISTORY_TTL);
    }

    @Override
    public void deadLetter(QueueEntry entry, String reason) {
        Map<String, String> dead = new LinkedHashMap<>();
        dead.put("stream", QueueNames.stream(entry.codebase()));
        dead.put("id", entry.id());
        dead.put("reason", reason);
        dead.put("worker", worker);
        dead.put("timestamp", clock.instant().toString());
        dead.put("deliveries", String.valueOf(entry.deliveries()));
        dead.put("history", entry.deliveries() > 1 ? "[" + String.join(",", history(entry).readAll()) + "]" : "[]");
        dead.put("entry", json(entry.fields()));
        connection.client().<String, String>getStream(QueueNames.DEAD, StringCodec.INSTANCE)
                .add(StreamAddArgs.entries(dead).trimNonStrict().maxLen(MAX_DEAD).noLimit());
        acknowledge(entry);
    }

    private RList<String> history(QueueEntry entry) {
        return connection.client().getList(QueueNames.history(entry.codebase(), entry.id()), StringCodec.INSTANCE);
    }

    private RStream<String, String> stream(String codebase) {
        return connection.client().getStream(QueueNames.stream(codebase), StringCodec.INSTANCE);
    }

    private static StreamMessageId id(String text) {
        int dash = text.indexOf('-');
        return new StreamMessageId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    private static String json(Map<String, String> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        reader.stop();
        connection.close();
    }
}
