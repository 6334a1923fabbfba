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
    public List<AbandonedEntry> left(List<String> codebases, Duration idle, int max) {
        return List.of();
    }

    @Override
    public Optional<QueueEntry> look(AbandonedEntry entry) {
        return Optional.empty();
    }

    @Override
    public boolean take(AbandonedEntry entry, Duration idle) {
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
    public void giveBack(QueueEntry entry) {
        // There is no entry.
    }

    @Override
    public void noteTaken(QueueEntry entry, String fromWorker) {
        // There is no entry.
    }

    @Override
    public void setAside(QueueEntry entry, String reason) {
        // There is no entry.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
