package io.agentmesh.task;

/**
 * Callback for worker lifecycle events, for metrics and traces; called on the thread of the event. It must not block,
 * throw or decide anything.
 */
public interface WorkerObserver {

    /** Ignores all events. */
    WorkerObserver NONE = new WorkerObserver() { };

    /** The server was polled. @param tasks number of its tasks that may be this worker's */
    default void polled(int tasks) {
    }

    /** A failed call is retried. */
    default void retried() {
    }

    /** The task is about to be claimed. */
    default void opened(Task task) {
    }

    /** The task was claimed. @param task with its attempt */
    default void claimed(Task task) {
    }

    /** A run that outlived the previous worker process was adopted. */
    default void adopted(Task task) {
    }

    /** The outcome is stored in the outbox. */
    default void finished(Task task, Outcome outcome) {
    }

    /** The task has no slot any more, whatever its outcome. */
    default void closed(Task task) {
    }

    /** The server has acknowledged the outcome, or refused it for good. @param droppedBytes output that wasn't sent */
    default void settled(String taskId, int attempt, long droppedBytes) {
    }
}
