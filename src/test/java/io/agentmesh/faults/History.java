package io.agentmesh.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was done to which worker, and when: the times are those of {@link Execution}. */
final class History {

    private static final int LONGEST_STOP = 10;

    private final List<Disturbance> disturbances = new CopyOnWriteArrayList<>();

    private record Disturbance(String worker, Action action, double from, double to) {
    }

    /** In seconds since the boot. */
    static double now() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void note(String worker, Action action, double from) {
        disturbances.add(new Disturbance(worker, action, from, now()));
    }

    /** Whether it ever happened to any worker. */
    boolean hit(Action action) {
        return disturbances.stream().anyMatch(one -> one.action() == action);
    }

    /**
     * Whether it may have happened to the worker while the agent was at work. A worker that was told to stop may still
     * begin what it has claimed.
     */
    boolean hit(Execution execution, Action action) {
        return disturbances.stream().anyMatch(one -> one.action() == action && one.worker().equals(execution.worker())
                && one.to() + LONGEST_STOP >= execution.begin() && (execution.end() < 0 || one.from() <= execution.end() + 1));
    }
}
