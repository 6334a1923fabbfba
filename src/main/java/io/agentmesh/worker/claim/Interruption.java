package io.agentmesh.worker.claim;

/**
 * A crash of the worker during a task.
 *
 * @param at   the task's last sign of life, ISO-8601, UTC
 * @param what a sentence without its period
 */
public record Interruption(String at, String what) {
}
