package io.agentmesh.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.agentmesh.redis.stream.AbandonedEntry;
import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.redis.stream.TaskQueue;

/** Streams that hold what a test puts there, and note what they were asked to do. */
public final class ScriptedQueue implements TaskQueue {

    public final List<QueueEntry> fresh = new ArrayList<>();
    public final List<AbandonedEntry> abandoned = new ArrayList<>();
    /** The entries that stand on their streams, by their ids. */
    final Map<String, QueueEntry> standing = new HashMap<>();
    /** Such as {@code acknowledge 1-1}. */
    public final List<String> done = new ArrayList<>();
    public int wakes;
    public boolean away;
    /** Whether another worker always takes over first. */
    public boolean othersAreFaster;

    /** A pending task of {@code cb1}, delivered for the first time. */
    public static QueueEntry entry(String id, String task) {
        return entry(id, "cb1", task, 1);
    }

    public static QueueEntry entry(String id, String codebase, String task, long deliveries) {
        return new QueueEntry(codebase, id, Map.of("task", "{\"id\": \"" + task + "\", \"codebase_id\": \"" + codebase
                + "\", \"status\": \"pending\"}"), deliveries);
    }

    /** Puts an entry there that another worker was given. */
    public QueueEntry leave(QueueEntry entry) {
        abandoned.add(new AbandonedEntry(entry.codebase(), entry.id(), "w2", false, entry.deliveries()));
        standing.put(entry.id(), entry);
        return entry;
    }

    @Override
    public List<QueueEntry> read(List<String> codebases, int most, Duration wait) {
        note("read " + most + " of " + codebases);
        List<QueueEntry> read = List.copyOf(fresh);
        fresh.clear();
        return read;
    }

    @Override
    public void wake() {
        wakes++;
    }

    @Override
    public void stopReading() {
        done.add("stop reading");
    }

    @Override
    public void check() {
        if (away) {
            note("check");
        }
    }

    @Override
    public List<AbandonedEntry> abandoned(List<String> codebases, Duration idle, int most) {
        note("look at " + codebases);
        return List.copyOf(abandoned);
    }

    @Override
    public Optional<QueueEntry> peek(AbandonedEntry entry) {
        return Optional.ofNullable(standing.get(entry.id()));
    }

    @Override
    public boolean takeOver(AbandonedEntry entry, Duration idle) {
        note("take " + entry.id());
        return !othersAreFaster;
    }

    @Override
    public void renew(QueueEntry entry) {
        note("renew " + entry.id());
    }

    @Override
    public void acknowledge(QueueEntry entry) {
        note("acknowledge " + entry.id());
    }

    @Override
    public void release(QueueEntry entry) {
        note("give back " + entry.id());
    }

    @Override
    public void recordTakeover(QueueEntry entry, String fromWorker) {
        note("taken " + entry.id() + " from " + fromWorker);
    }

    @Override
    public void deadLetter(QueueEntry entry, String reason) {
        note("set aside " + entry.id() + ": " + reason);
    }

    @Override
    public void close() {
        done.add("close");
    }

    private void note(String step) {
        if (away) {
            throw new IllegalStateException("it doesn't answer");
        }
        done.add(step);
    }
}
