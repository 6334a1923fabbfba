package io.agentmesh.worker.claim;

/**
 * A time when the worker died in a task.
 *
 * @param at   the task's last sign of life, ISO-8601, UTC
 * @param what a sentence without its end
 */
public record Interruption(String at, String what) {
}
