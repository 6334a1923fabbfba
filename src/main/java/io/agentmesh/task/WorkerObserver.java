package io.agentmesh.task;

/**
 * Is told what a worker does, by whoever does it and on that thread: for figures and traces. An observer decides nothing,
 * and must neither wait nor throw.
 */
public interface WorkerObserver {

    /** Nobody watches. */
    WorkerObserver NONE = new WorkerObserver() { };

    /** The server was asked for tasks. @param tasks that it had and that may be this worker's */
    default void polled(int tasks) {
    }

    /** A call that failed is made again. */
    default void retried() {
    }

    /** The task is about to be claimed. */
    default void opened(Task task) {
    }

    /** The server said yes. @param task with its attempt */
    default void claimed(Task task) {
    }

    /** Its run outlived the worker's last life. */
    default void adopted(Task task) {
    }

    /** The outcome is safe in the outbox. */
    default void finished(Task task, Outcome outcome) {
    }

    /** Whatever became of it, the task has no slot any more. */
    default void closed(Task task) {
    }

    /** The server took the outcome, or said a final no. @param droppedBytes what it wasn't sent of the run's output */
    default void settled(String taskId, int attempt, long droppedBytes) {
    }
}
