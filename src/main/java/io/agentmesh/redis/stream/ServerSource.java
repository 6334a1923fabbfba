package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisScript;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamMultiReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * Reads from a single server, where one command reads, or waits for, many streams.
 *
 * <p>An entry on a stream of the worker's own ends a wait. Cancelling the command would cost a new connection, and an
 * entry that Redis delivers at the same moment would be found only among the abandoned ones.
 */
final class ServerSource implements StreamSource {

    /** Reads stream by stream in one script, so that many streams take one round trip. */
    private static final RedisScript READ = RedisScript.list("read-next");
    /** Repeated calls before the next wait count once. The stream expires some time after its worker. */
    private static final RedisScript WAKE = RedisScript.command("wake-reader");
    private static final RedisScript WOKEN = RedisScript.command("remove-entries");

    private static final long STOP_MILLIS = 500;
    /** A wait that Redis hasn't ended this long after its time is lost. */
    private static final long LATE_MILLIS = 5_000;

    private final Supplier<RedissonClient> client;
    private final StreamGroups groups;
    private final String consumer;
    private final String wakes;
    private RFuture<?> pending;
    private boolean stopped;

    ServerSource(Supplier<RedissonClient> client, StreamGroups groups, String consumer) {
        this.client = client;
        this.groups = groups;
        this.consumer = consumer;
        this.wakes = QueueNames.wakes(consumer);
    }

    @Override
    public List<QueueEntry> present(List<String> codebases, int max) {
        List<Object> streams = codebases.stream().<Object>map(QueueNames::stream).toList();
        List<List<Object>> read = READ.run(client.get(), streams, QueueNames.GROUP, consumer, String.valueOf(max));
        return read.stream().map(entry -> new QueueEntry(codebases.get(streams.indexOf(entry.get(0))),
                (String) entry.get(1), fields((List<?>) entry.get(2)), 1)).toList();
    }

    private static Map<String, String> fields(List<?> namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put((String) namesAndValues.get(i), (String) namesAndValues.get(i + 1));
        }
        return fields;
    }

    /** May return one more of each stream than {@code max} where several arrive at once. */
    @Override
    public List<QueueEntry> await(List<String> codebases, int max, Duration wait) {
        groups.ensure(wakes);
        Map<String, String> byStream = new LinkedHashMap<>();
        codebases.forEach(codebase -> byStream.put(QueueNames.stream(codebase), codebase));
        Map<String, StreamMessageId> others = new LinkedHashMap<>();
        byStream.keySet().forEach(name -> others.put(name, StreamMessageId.NEVER_DELIVERED));
        List<QueueEntry> found = new ArrayList<>();
        await(StreamMultiReadGroupArgs.greaterThan(StreamMessageId.NEVER_DELIVERED, others).count(1).timeout(wait), wait)
                .forEach((name, entries) -> {
                    if (name.equals(wakes)) {
                        script(WOKEN, entries.keySet());
                    } else {
                        entries.forEach((id, fields) ->
                                found.add(new QueueEntry(byStream.get(name), id.toString(), fields, 1)));
                    }
                });
        return found;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<StreamMessageId, Map<String, String>>> await(StreamMultiReadGroupArgs streams,
            Duration wait) {
        RFuture<Map<String, Map<StreamMessageId, Map<String, String>>>> answer;
        synchronized (this) {
            if (stopped) {
                return Map.of();
            }
            answer = client.get().<String, String>getStream(wakes, StringCodec.INSTANCE)
                    .readGroupAsync(QueueNames.GROUP, consumer, streams);
            pending = answer;
        }
        try {
            // The client returns an empty list for a timeout, contrary to its documentation.
            Object read = answer.toCompletableFuture().orTimeout(wait.toMillis() + LATE_MILLIS, TimeUnit.MILLISECONDS).join();
            return read instanceof Map<?, ?> ? (Map<String, Map<StreamMessageId, Map<String, String>>>) read : Map.of();
        } catch (CancellationException e) {
            return Map.of();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                answer.cancel(true);
                throw new RedisException("it doesn't answer");
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does nothing before the first wait, when there may be no connection yet. */
    @Override
    public synchronized void wake() {
        if (pending != null && !stopped) {
            script(WAKE, List.of());
        }
    }

    /** Reads what Redis delivers meanwhile, if Redis answers. */
    @Override
    public void stop() {
        RFuture<?> last;
        synchronized (this) {
            wake();
            stopped = true;
            last = pending;
        }
        if (last != null && !last.toCompletableFuture().isDone()) {
            last.toCompletableFuture().orTimeout(STOP_MILLIS, TimeUnit.MILLISECONDS)
                    .whenComplete((read, failure) -> last.cancel(true));
        }
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Ignores the answer. Where Redis is unreachable, the wait ends by itself. */
    private void script(RedisScript script, Iterable<StreamMessageId> ids) {
        List<Object> arguments = new ArrayList<>(List.of(QueueNames.GROUP));
        ids.forEach(id -> arguments.add(id.toString()));
        script.send(client.get(), List.of(wakes), arguments.toArray());
    }
}
