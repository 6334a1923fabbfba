package io.agentmesh.worker.slot;

import java.nio.file.Path;

/**
 * What to do with a listed task.
 *
 * @param kind     see the constants
 * @param folder   the real path to run in; null where there is none
 * @param reason   why it is refused or left; empty for the others
 * @param codebase the real path of the codebase where {@code folder} is a worktree of its repository; else null
 */
public record Decision(String kind, Path folder, String reason, Path codebase) {

    /** This worker's: claim it and run it. */
    public static final String RUN = "run";
    /** This worker's, but it can't be run: claim it and fail it with the reason, so that nobody waits for ever. */
    public static final String REFUSE = "refuse";
    /** Its run outlived the previous process: follow it to its end. */
    public static final String ADOPT = "adopt";
    /** Not this worker's. */
    public static final String LEAVE = "leave";
    /** Of an unknown codebase: ask the server, then decide again. */
    public static final String ASK = "ask";

    public static Decision run(Path folder) {
        return new Decision(RUN, folder, "", null);
    }

    /** To run in a worktree, which need not exist yet. */
    public static Decision inWorktree(Path worktree, Path codebase) {
        return new Decision(RUN, worktree, "", codebase);
    }

    public static Decision refuse(String reason) {
        return new Decision(REFUSE, null, reason, null);
    }

    public static Decision adopt(Path folder) {
        return new Decision(ADOPT, folder, "", null);
    }

    public static Decision leave(String reason) {
        return new Decision(LEAVE, null, reason, null);
    }

    public static Decision ask() {
        return new Decision(ASK, null, "", null);
    }

    /** Whether it runs in a worktree of its own. */
    public boolean isIsolated() {
        return codebase != null;
    }

    /** Whether the task is to be claimed. */
    public boolean isOurs() {
        return kind.equals(RUN) || kind.equals(REFUSE);
    }
}
