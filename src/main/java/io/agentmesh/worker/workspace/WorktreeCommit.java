package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.lock.GitLocks;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.text.CutText;
import io.agentmesh.worker.client.ServerFault;

/** What the route close-workspace needs to commit what an agent left uncommitted in its worktree. */
public final class WorktreeCommit {

    private static final int MAX_TITLE = 200;

    private final Git git;
    private final String name;
    private final String address;

    /** @param author {@code Name <address>} */
    public WorktreeCommit(Git git, String author) {
        this.git = git;
        this.name = author.substring(0, author.indexOf('<')).strip();
        this.address = author.substring(author.indexOf('<') + 1, author.indexOf('>'));
    }

    /**
     * Whether anything there is uncommitted, but for ignored files.
     *
     * @throws IOException where it is no longer a worktree of the repository: git would look at another one
     */
    public boolean isNeeded(Workspace workspace) throws IOException {
        if (!isWorktree(workspace)) {
            throw new IOException("it is no longer a worktree of the repository");
        }
        return !git.text(workspace.top(), "status", "--porcelain", "--untracked-files=normal").isEmpty();
    }

    /** Whether git still takes it for one of the repository: an agent may have put another {@code .git} there. */
    boolean isWorktree(Workspace workspace) throws IOException {
        return !workspace.isMissing() && Files.isRegularFile(workspace.top().resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                && git.text(workspace.top(), "rev-parse", "--path-format=absolute", "--git-dir")
                        .startsWith(workspace.git() + "/worktrees/");
    }

    /** As a git of a killed run or worker leaves them. */
    public void removeAbandonedLocks(Workspace workspace) throws IOException {
        GitLocks.removeAbandoned(workspace.top());
    }

    /** Whether there is something to commit, once all is added; a change within a submodule is none. */
    public boolean isStaged(Workspace workspace) throws IOException {
        return git.find(workspace.top(), "diff", "--cached", "--quiet", "--ignore-submodules=dirty").isEmpty();
    }

    /** Takes back what was added of the files that the worker itself has copied there, which git ignored then. */
    public void leaveCopiesOut(Workspace workspace) throws IOException {
        Path copied = copied(git, workspace);
        if (Files.exists(copied)) {
            git.text(workspace.top(), "--literal-pathspecs", "reset", "--quiet", "--pathspec-from-file=" + copied,
                    "--pathspec-file-nul");
        }
    }

    /** A list of paths in the worktree's own git folder, with NUL after each. */
    static Path copied(Git git, Workspace workspace) throws IOException {
        return Path.of(git.text(workspace.top(), "rev-parse", "--path-format=absolute", "--git-path", "agentmesh-copied"));
    }

    public String authorName() {
        return name;
    }

    public String authorAddress() {
        return address;
    }

    /** The task's title, and its id. */
    public String message(Task task) {
        String title = CutText.to(MAX_TITLE, task.title().replaceAll("\\p{Cntrl}+", " ").strip());
        return (title.isEmpty() ? "Task " + task.id() : title) + "\n\nAgentMesh-Task: " + task.id();
    }

    /**
     * Where the agent has commits that are on no branch: the task's branch follows it if no commit is lost by that, and
     * else another one keeps them.
     */
    public void keepBranch(Workspace workspace) throws IOException {
        Path top = workspace.top();
        if (RepositoryFacts.branch(git, top).isPresent() || git.text(top, "rev-list", "--max-count=1", "HEAD", "--not",
                "--branches", "--tags", "--remotes").isEmpty()) {
            return;
        }
        String branch = workspace.branch();
        if (!RepositoryFacts.hasBranch(git, top, branch)
                || git.find(top, "merge-base", "--is-ancestor", "refs/heads/" + branch, "HEAD").isPresent()) {
            git.text(top, "update-ref", "refs/heads/" + branch, "HEAD");
        } else {
            String other = "refs/heads/" + RepositoryFacts.freeBranch(git, top, branch);
            git.text(top, "update-ref", other, "HEAD");
            git.text(top, "symbolic-ref", "HEAD", other);
        }
    }

    /** The outcome of a task whose work couldn't be committed, so that nobody could get it. */
    public Outcome failed(Workspace workspace, Outcome before, Throwable failure) {
        String reason = workspace.isMissing()
                ? "its worktree " + workspace.worktree() + " was removed, or its .git, so that nothing more could be committed"
                : "what the task did could not be committed: " + ServerFault.sentence(failure) + "; it is in "
                        + workspace.folder();
        return before.error() != null ? before.withMore(reason) : before.failedWith(reason);
    }

    /** Commits what a task that never reached its end left in its worktree. */
    void leftovers(Workspace workspace) throws IOException {
        removeAbandonedLocks(workspace);
        if (isNeeded(workspace)) {
            git.text(workspace.top(), "add", "--all");
            leaveCopiesOut(workspace);
        }
        if (isStaged(workspace)) {
            git.text(workspace.top(), "-c", "user.name=" + name, "-c", "user.email=" + address, "commit", "--quiet",
                    "--no-verify", "--message=Unfinished work\n\nAgentMesh-Task: " + workspace.task());
        }
        keepBranch(workspace);
    }
}
