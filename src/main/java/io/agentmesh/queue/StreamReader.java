package io.agentmesh.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMultiReadGroupArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * Reads new entries for one consumer. First from one stream after the other, so that no more is taken than there is room
 * for; only where all are empty does it wait for all at once, which is one command for a single server. The streams of a
 * Cluster lie on several nodes, which no command can wait for: there it asks again after a short pause.
 */
final class StreamReader {

    private static final Duration CLUSTER_PAUSE = Duration.ofMillis(20);

    /** One stream after the other in one step: many streams cost no more than one way there and back. */
    private static final String READ = """
            local found = {}
            for _, stream in ipairs(KEYS) do
                if #found < tonumber(ARGV[3]) then
                    local read = redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', 1, 'STREAMS', stream, '>')
                    if read then
                        local entry = read[1][2][1]
                        found[#found + 1] = {stream, entry[1], entry[2]}
                    end
                end
            end
            return found
            """;

    private final Supplier<RedissonClient> client;
    private final String consumer;
    private final boolean isCluster;
    private final Set<String> grouped = ConcurrentHashMap.newKeySet();
    private Future<?> waiting;
    private boolean stopped;
    private int first;

    StreamReader(Supplier<RedissonClient> client, String consumer, boolean isCluster) {
        this.client = client;
        this.consumer = consumer;
        this.isCluster = isCluster;
    }

    List<QueueEntry> read(List<String> codebases, int most, Duration wait) {
        if (codebases.isEmpty() || most < 1 || isStopped()) {
            return List.of();
        }
        try {
            return readOnce(codebases, most, wait);
        } catch (RedisException e) {
            if (!isWithoutGroup(e)) {
                throw e;
            }
            // Redis has lost what it held, the groups with it.
            grouped.clear();
            return readOnce(codebases, most, wait);
        }
    }

    static boolean isWithoutGroup(RedisException failure) {
        return String.valueOf(failure.getMessage()).contains("NOGROUP");
    }

    private List<QueueEntry> readOnce(List<String> codebases, int most, Duration wait) {
        codebases.forEach(this::ensureGroup);
        List<QueueEntry> found = readPresent(codebases, most);
        if (!found.isEmpty() || wait.isZero()) {
            return found;
        }
        return isCluster ? askAgain(codebases, most, wait) : awaitAny(codebases, wait);
    }

    /** Begins with another stream each time, so that a long one doesn't keep the others from being read. */
    private List<QueueEntry> readPresent(List<String> codebases, int most) {
        List<String> order = new ArrayList<>(codebases);
        Collections.rotate(order, first++ % order.size());
        return isCluster ? readEach(order, most) : readTogether(order, most);
    }

    private List<QueueEntry> readTogether(List<String> codebases, int most) {
        List<Object> streams = codebases.stream().<Object>map(QueueNames::stream).toList();
        List<List<Object>> read = client.get().getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE, READ,
                RScript.ReturnType.MULTI, streams, QueueNames.GROUP, consumer, String.valueOf(most));
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

    private List<QueueEntry> readEach(List<String> codebases, int most) {
        List<QueueEntry> found = new ArrayList<>();
        for (String codebase : codebases) {
            if (found.size() < most) {
                found.addAll(entries(codebase, stream(codebase).readGroup(QueueNames.GROUP, consumer,
                        StreamReadGroupArgs.neverDelivered().count(1))));
            }
        }
        return found;
    }

    private List<QueueEntry> awaitAny(List<String> codebases, Duration wait) {
        Map<String, String> byStream = new LinkedHashMap<>();
        codebases.forEach(codebase -> byStream.put(QueueNames.stream(codebase), codebase));
        Map<String, StreamMessageId> others = new LinkedHashMap<>();
        byStream.keySet().forEach(name -> others.put(name, StreamMessageId.NEVER_DELIVERED));
        others.remove(QueueNames.stream(codebases.get(0)));
        RStream<String, String> one = stream(codebases.get(0));
        if (others.isEmpty()) {
            return entries(codebases.get(0), await(() -> one.readGroupAsync(QueueNames.GROUP, consumer,
                    StreamReadGroupArgs.neverDelivered().count(1).timeout(wait))));
        }
        List<QueueEntry> found = new ArrayList<>();
        this.<String, Map<StreamMessageId, Map<String, String>>>await(() -> one.readGroupAsync(QueueNames.GROUP, consumer,
                StreamMultiReadGroupArgs.greaterThan(StreamMessageId.NEVER_DELIVERED, others).count(1).timeout(wait)))
                .forEach((name, entries) -> found.addAll(entries(byStream.get(name), entries)));
        return found;
    }

    private List<QueueEntry> askAgain(List<String> codebases, int most, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        List<QueueEntry> found = List.of();
        while (found.isEmpty() && System.nanoTime() < until && !pause()) {
            found = readPresent(codebases, most);
        }
        return found;
    }

    /** @return the answer; empty where the wait was ended or nothing came */
    @SuppressWarnings("unchecked")
    private <K, V> Map<K, V> await(Supplier<RFuture<Map<K, V>>> command) {
        RFuture<Map<K, V>> answer;
        synchronized (this) {
            if (stopped) {
                return Map.of();
            }
            answer = command.get();
            waiting = answer;
        }
        try {
            // Where nothing came the client answers an empty list, whatever it promises.
            Object read = answer.toCompletableFuture().join();
            return read instanceof Map<?, ?> ? (Map<K, V>) read : Map.of();
        } catch (CancellationException e) {
            return Map.of();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** @return whether the reading was stopped */
    private synchronized boolean pause() {
        try {
            if (!stopped) {
                wait(CLUSTER_PAUSE.toMillis());
            }
            return stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
        wake();
    }

    /** An entry that comes in this very moment is on this worker's list of pending ones, and found there. */
    synchronized void wake() {
        if (waiting != null) {
            waiting.cancel(true);
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** From the very first entry: what was put before any worker came is work too. */
    private void ensureGroup(String codebase) {
        if (!grouped.contains(codebase)) {
            try {
                stream(codebase).createGroup(StreamCreateGroupArgs.name(QueueNames.GROUP).id(new StreamMessageId(0, 0))
                        .makeStream());
            } catch (RedisException e) {
                if (!String.valueOf(e.getMessage()).contains("BUSYGROUP")) {
                    throw e;
                }
            }
            grouped.add(codebase);
        }
    }

    private RStream<String, String> stream(String codebase) {
        return client.get().getStream(QueueNames.stream(codebase), StringCodec.INSTANCE);
    }

    private static List<QueueEntry> entries(String codebase, Map<StreamMessageId, Map<String, String>> read) {
        return read.entrySet().stream()
                .map(entry -> new QueueEntry(codebase, entry.getKey().toString(), entry.getValue(), 1)).toList();
    }
}
