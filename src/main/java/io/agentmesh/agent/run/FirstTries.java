package io.agentmesh.agent.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the first try of each running task began: the time limit covers all tries of a task's attempt. Stored by task
 * and not in the message, which other tasks may follow in.
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
