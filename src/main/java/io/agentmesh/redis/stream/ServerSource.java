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
 * Reads from a single server, where one command reads many streams, and one waits for them all.
 *
 * <p>A wait is ended by an entry on a stream of the worker's own, and never by cancelling the command: that would cost
 * a new connection, and an entry that Redis gives out in the same moment would be found only when the worker looks for
 * what was left.
 */
final class ServerSource implements StreamSource {

    /** One stream after the other in one step: many streams cost no more than one way there and back. */
    private static final RedisScript READ = RedisScript.list("read-next");
    /** Many calls before the next wait are one. The stream goes some time after its worker has gone. */
    private static final RedisScript WAKE = RedisScript.command("wake-reader");
    private static final RedisScript WOKEN = RedisScript.command("remove-entries");

    private static final long STOP_MILLIS = 500;
    /** A wait that Redis itself hasn't ended so long after its time is a lost one. */
    private static final long LATE_MILLIS = 5_000;

    private final Supplier<RedissonClient> client;
    private final StreamGroups groups;
    private final String consumer;
    private final String wakes;
    private RFuture<?> waiting;
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

    /** One of each stream more than there is room for where several come in the moment of waiting. */
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
            waiting = answer;
        }
        try {
            // Where nothing came the client answers an empty list, whatever it promises.
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

    /** Before the first wait there is nobody to wake, and maybe no connection yet. */
    @Override
    public synchronized void wake() {
        if (waiting != null && !stopped) {
            script(WAKE, List.of());
        }
    }

    /** What Redis gives out in this moment is still read, where Redis answers at all. */
    @Override
    public void stop() {
        RFuture<?> last;
        synchronized (this) {
            wake();
            stopped = true;
            last = waiting;
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

    /** Nobody waits for its answer. Where Redis is away nothing is lost by it: a wait ends then by itself. */
    private void script(RedisScript script, Iterable<StreamMessageId> ids) {
        List<Object> arguments = new ArrayList<>(List.of(QueueNames.GROUP));
        ids.forEach(id -> arguments.add(id.toString()));
        script.send(client.get(), List.of(wakes), arguments.toArray());
    }
}
