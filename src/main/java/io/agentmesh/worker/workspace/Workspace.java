package io.agentmesh.worker.workspace;

import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The journal of a task's workspace: written before anything is created, so that a worker that is killed in between
 * leaves nothing unknown.
 *
 * @param task       its id
 * @param attempt    of the task
 * @param codebaseId of the task
 * @param repository the codebase's real path
 * @param git        the git folder that the worktrees of the repository share
 * @param worktree   the folder of the worktree, or null where the task works in the codebase's folder
 * @param prefix     the codebase's path from the top of its repository, with a slash at its end; may be empty
 * @param branch     the task's branch, or null
 * @param base       the commit that the task begins from, or null where there was none
 * @param tree       the tree or commit that its changes are compared with
 * @param state      null for {@link State#OPEN}
 * @param session    the agent's session that belongs to this folder, or null
 * @param endedAt    ISO-8601, UTC; null before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Workspace(String task, int attempt, @JsonProperty("codebase_id") String codebaseId, String repository,
        String git, String worktree, String prefix, String branch, String base, String tree, State state, String session,
        @JsonProperty("ended_at") String endedAt) {

    /** In this order. */
    public enum State {
        /** Its worktree and branch may be there, in part. */
        CREATING,
        /** The agent may work there. */
        OPEN,
        /** The outcome was stored. */
        ENDED,
        /** All is committed; its worktree and branch may be there, in part. */
        REMOVING,
        /** The worktree was removed; its branch may be there. */
        REMOVED
    }

    public Workspace {
        state = state == null ? State.OPEN : state;
        prefix = prefix == null ? "" : prefix;
    }

    /** Whether it has all that is needed to find what belongs to it. */
    boolean isComplete() {
        return task != null && repository != null && git != null && (worktree == null || branch != null);
    }

    @JsonIgnore
    public boolean isIsolated() {
        return worktree != null;
    }

    /** Whether its branch and worktree have yet to be created. */
    @JsonIgnore
    public boolean isNew() {
        return state == State.CREATING;
    }

    /** Whether the worktree has to be created again, on its branch. */
    @JsonIgnore
    public boolean isMissing() {
        return isIsolated() && state != State.CREATING && !Files.exists(top().resolve(".git"));
    }

    /** The top of the working tree. */
    @JsonIgnore
    public Path top() {
        return worktree != null ? Path.of(worktree) : checkout();
    }

    /** The top of the user's own working tree; the repository itself where that is bare. */
    @JsonIgnore
    public Path checkout() {
        Path top = Path.of(repository);
        for (int left = prefix.isEmpty() ? 0 : Path.of(prefix).getNameCount(); left > 0; left--) {
            top = top.getParent();
        }
        return top;
    }

    /** Whether there may be work of the task in its folder that has to be kept. */
    @JsonIgnore
    public boolean hasWork() {
        return state == State.OPEN || state == State.ENDED;
    }

    /** Where the agent works. */
    @JsonIgnore
    public Path folder() {
        return worktree == null ? Path.of(repository) : Path.of(worktree).resolve(prefix).normalize();
    }

    Workspace in(State newState) {
        return new Workspace(task, attempt, codebaseId, repository, git, worktree, prefix, branch, base, tree, newState,
                session, endedAt);
    }

    Workspace comparedWith(String newTree) {
        return new Workspace(task, attempt, codebaseId, repository, git, worktree, prefix, branch, base, newTree, state,
                session, endedAt);
    }

    Workspace ended(String newSession, String at) {
        return new Workspace(task, attempt, codebaseId, repository, git, worktree, prefix, branch, base, tree, State.ENDED,
                newSession == null ? session : newSession, at);
    }
}
