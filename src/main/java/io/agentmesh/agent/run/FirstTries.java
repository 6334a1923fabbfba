package io.agentmesh.agent.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the first try of each task at work began: the limit of time is one of the task's attempt, however often that is
 * tried. Kept by the task and never with the message, which other tasks may follow in.
 */
final class FirstTries {

    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    /**
     * @param age how long ago this try began
     * @return how long ago the first try of the task began, which this one is where none is known
     */
    Duration age(String taskId, Duration age) {
        long now = System.nanoTime();
        return Duration.ofNanos(now - begun.computeIfAbsent(taskId, id -> now - age.toNanos()));
    }

    void forget(String taskId) {
        begun.remove(taskId);
    }
}
