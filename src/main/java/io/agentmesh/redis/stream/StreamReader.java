package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.agentmesh.redis.QueueNames;
import org.redisson.client.RedisException;

/**
 * Reads new entries for one consumer: first from stream by stream, so that no more are read than there are free slots;
 * only where all are empty does it wait for all at once.
 */
final class StreamReader {

    private final StreamGroups groups;
    private final StreamSource source;
    private int first;

    StreamReader(StreamGroups groups, StreamSource source) {
        this.groups = groups;
        this.source = source;
    }

    /** See {@link TaskQueue#read}. */
    List<QueueEntry> read(List<String> codebases, int max, Duration wait) {
        if (codebases.isEmpty() || max < 1 || source.isStopped()) {
            return List.of();
        }
        try {
            return readOnce(codebases, max, wait);
        } catch (RedisException e) {
            boolean isMissing = StreamGroups.isMissing(e);
            if (!isMissing && !StreamGroups.isUnblocked(e)) {
                throw e;
            }
            // Redis has lost its data, including the groups.
            groups.forget();
            return isMissing ? readOnce(codebases, max, wait) : List.of();
        }
    }

    private List<QueueEntry> readOnce(List<String> codebases, int max, Duration wait) {
        codebases.forEach(codebase -> groups.ensure(QueueNames.stream(codebase)));
        List<QueueEntry> found = source.present(inTurn(codebases), max);
        return found.isEmpty() && !wait.isZero() ? source.await(codebases, max, wait) : found;
    }

    /** Rotates the streams, so that a long one doesn't block the others. */
    private List<String> inTurn(List<String> codebases) {
        List<String> order = new ArrayList<>(codebases);
        Collections.rotate(order, first++ % order.size());
        return order;
    }

    void wake() {
        source.wake();
    }

    void stop() {
        source.stop();
    }
}
