package io.agentmesh.redis.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where no Redis is configured: there is never an entry, and so there is nothing to do for one. */
public final class NoQueue implements TaskQueue {

    @Override
    public List<QueueEntry> read(List<String> codebases, int max, Duration wait) {
        return List.of();
    }

    @Override
    public void wake() {
        // Nobody waits.
    }

    @Override
    public void stopReading() {
        // Nobody reads.
    }

    @Override
    public void check() {
        // There is nothing to write to.
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
        // There is none.
    }

    @Override
    public void acknowledge(QueueEntry entry) {
        // There is none.
    }

    @Override
    public void giveBack(QueueEntry entry) {
        // There is none.
    }

    @Override
    public void noteTaken(QueueEntry entry, String fromWorker) {
        // There is none.
    }

    @Override
    public void setAside(QueueEntry entry, String reason) {
        // There is none.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
