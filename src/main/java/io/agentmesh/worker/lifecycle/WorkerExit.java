package io.agentmesh.worker.lifecycle;

/** What the exit code of a worker says, beside those that all commands have (README, "Exit codes"). */
public final class WorkerExit {

    /** Stopped as asked; all that ran has finished by itself. */
    public static final int FINISHED = 0;

    /** Not as asked; the reason was told. What ran goes on, and the next start follows it. */
    public static final int FAILED = 1;

    /** Stopped as asked, and tasks were ended for it: the drain timeout was over, or it was asked twice. */
    public static final int ENDED_TASKS = 5;

    /** Handed over: what ran goes on, and the next start follows it. */
    public static final int HANDED_OVER = 6;

    private WorkerExit() {
    }
}
