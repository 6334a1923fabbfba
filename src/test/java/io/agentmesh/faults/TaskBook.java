package io.agentmesh.faults;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Which task of the server is which one of the plan, and how each ended. */
final class TaskBook {

    private static final int SECONDS_TO_BE_ENTERED = 10;

    private final Map<String, TaskPlan> plans = new ConcurrentHashMap<>();
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();
    private final Map<String, String> ends = new ConcurrentHashMap<>();

    synchronized void enter(String id, TaskPlan plan) {
        plans.put(id, plan);
        notifyAll();
    }

    /** Waits a while for one that was made just now; null for one that nobody enters. */
    synchronized TaskPlan plan(String id) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_BE_ENTERED);
        while (!plans.containsKey(id) && System.nanoTime() < deadline) {
            wait(100);
        }
        return plans.get(id);
    }

    Map<String, TaskPlan> plans() {
        return plans;
    }

    /** Tells how it ended; only the first end counts. */
    void ended(String id, String status) {
        ends.putIfAbsent(id, status);
    }

    /**
     * Keeps an outcome that a server took.
     *
     * @return another one that it took for the same task before, or null
     */
    String otherOutcome(String id, String outcome) {
        String first = outcomes.putIfAbsent(id, outcome);
        return first == null || first.equals(outcome) ? null : first;
    }

    /** The status that was seen first of those that end a task; null while there was none. */
    String end(String id) {
        return ends.get(id);
    }

    /** Those of the open ones whose outcome a server took. */
    Set<String> reported() {
        return open().stream().filter(outcomes::containsKey).collect(Collectors.toSet());
    }

    Set<String> open() {
        return plans.keySet().stream().filter(id -> !ends.containsKey(id)).collect(Collectors.toSet());
    }
}
