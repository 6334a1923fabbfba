package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.agentmesh.redis.QueueNames;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;

/**
 * Reads from a Cluster, whose streams are on several nodes. No command waits for all of them, so it polls with a short
 * pause.
 */
final class ClusterSource implements StreamSource {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Supplier<RedissonClient> client;
    private final String consumer;
    private boolean woken;
    private boolean stopped;

    ClusterSource(Supplier<RedissonClient> client, String consumer) {
        this.client = client;
        this.consumer = consumer;
    }

    @Override
    public List<QueueEntry> present(List<String> codebases, int max) {
        List<QueueEntry> found = new ArrayList<>();
        for (String codebase : codebases) {
            if (found.size() < max) {
                client.get().<String, String>getStream(QueueNames.stream(codebase), StringCodec.INSTANCE)
                        .readGroup(QueueNames.GROUP, consumer, StreamReadGroupArgs.neverDelivered().count(1))
                        .forEach((id, fields) -> found.add(new QueueEntry(codebase, id.toString(), fields, 1)));
            }
        }
        return found;
    }

    @Override
    public List<QueueEntry> await(List<String> codebases, int max, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        List<QueueEntry> found = List.of();
        while (found.isEmpty() && System.nanoTime() < until && pause()) {
            found = present(codebases, max);
        }
        return found;
    }

    /** @return whether to poll again */
    private synchronized boolean pause() {
        try {
            long until = System.nanoTime() + PAUSE.toNanos();
            long remaining = PAUSE.toMillis();
            while (remaining > 0 && !woken && !stopped) {
                wait(remaining);
                remaining = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
            boolean goesOn = !woken && !stopped;
            woken = false;
            return goesOn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }
}
