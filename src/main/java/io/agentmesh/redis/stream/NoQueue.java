package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Queue of a worker without Redis: always empty. */
public final class NoQueue implements TaskQueue {

    @Override
    public List<QueueEntry> read(List<String> codebases, int max, Duration wait) {
        return List.of();
    }

    @Override
    public void wake() {
        // Nothing waits.
    }

    @Override
    public void stopReading() {
        // Nothing reads.
    }

    @Override
    public void check() {
        // Nothing is written.
    }

    @Override
    public List<AbandonedEntry> abandoned(List<String> codebases, Duration idle, int max) {
        return List.of();
    }

    @Override
    public Optional<QueueEntry> peek(AbandonedEntry entry) {
        return Optional.empty();
    }

    @Override
    public boolean takeOver(AbandonedEntry entry, Duration idle) {
        return false;
    }

    @Override
    public void renew(QueueEntry entry) {
        // There is no entry.
    }

    @Override
    public void acknowledge(QueueEntry entry) {
        // There is no entry.
    }

    @Override
    public void release(QueueEntry entry) {
        // There is no entry.
    }

    @Override
    public void recordTakeover(QueueEntry entry, String fromWorker) {
        // There is no entry.
    }

    @Override
    public void deadLetter(QueueEntry entry, String reason) {
        // There is no entry.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
