package io.agentmesh.worker.lifecycle;

/** Exit codes of a worker, in addition to those of all commands (docs/operations.md, "Exit codes"). */
public final class WorkerExit {

    /** Stopped as requested; all running tasks have finished by themselves. */
    public static final int FINISHED = 0;

    /** Failed, with a logged reason. Runs go on, and the next start follows them. */
    public static final int FAILED = 1;

    /** Stopped as requested, and tasks were ended: by the drain timeout, or by a second signal. */
    public static final int ENDED_TASKS = 5;

    /** Handed over: runs go on, and the next start follows them. */
    public static final int HANDED_OVER = 6;

    private WorkerExit() {
    }
}
