package io.agentmesh.faults;

/** What happens to a task that works in a worktree: to the worker or git at one of git's commands, or by the agent. */
enum WorktreeFault {

    NONE("nothing", "", ""),
    BEFORE_ADD("the worker is killed before git worktree add", "worktree-add before", ""),
    AFTER_ADD("the worker is killed after git worktree add", "worktree-add after", ""),
    GIT_DIES_IN_ADD("git worktree add is killed, half done", "worktree-add half", ""),
    BEFORE_STAGING("the worker is killed before git add", "add before", ""),
    GIT_DIES_IN_STAGING("git add is killed, with its lock file left", "add half", ""),
    BEFORE_COMMIT("the worker is killed before git commit", "commit before", ""),
    AFTER_COMMIT("the worker is killed after git commit", "commit after", ""),
    BEFORE_DIFF("the worker is killed before it reads the changes", "diff before", ""),
    AT_WORK("the worker is killed while the agent works", "", "ask_kill"),
    WITH_AGENT("worker and agent are killed", "", "ask_kill; kill -9 $PPID $$"),
    AGENT_FAILS("the agent exits with 1", "", "exit 1"),
    LOCK_LEFT("the agent leaves an index.lock", "", "touch \"$(git rev-parse --absolute-git-dir)/index.lock\""),
    DETACHED("the agent commits on a detached HEAD", "",
            "git checkout -q --detach; git add -A; git -c user.name=a -c user.email=a@b commit -qm own"),
    OWN_COMMIT("the agent commits by itself", "", "git add -A; git -c user.name=a -c user.email=a@b commit -qm own");

    private final String words;
    private final String strike;
    private final String command;

    /**
     * @param strike  the command of git, and when: {@code before}, {@code after} or {@code half} of it
     * @param command of the agent, after its work
     */
    WorktreeFault(String words, String strike, String command) {
        this.words = words;
        this.strike = strike;
        this.command = command;
    }

    String words() {
        return words;
    }

    String strike() {
        return strike;
    }

    String command() {
        return command;
    }

    /** The status that follows. */
    String status() {
        return this == AGENT_FAILS || this == GIT_DIES_IN_ADD || this == GIT_DIES_IN_STAGING ? "failed" : "completed";
    }

    /** Whether the agent came to work. */
    boolean works() {
        return this != GIT_DIES_IN_ADD;
    }
}
