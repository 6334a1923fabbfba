package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.git.RepositoryLock;
import io.agentmesh.agent.workspace.FolderRemover;

/**
 * Removes worktrees. What is uncommitted there is committed on the task's branch first, and a branch goes with its
 * worktree only where all its commits are elsewhere, too.
 */
final class WorktreeRemover {

    private final Git git;
    private final WorktreeCommit commit;

    WorktreeRemover(Git git, WorktreeCommit commit) {
        this.git = git;
        this.commit = commit;
    }

    /**
     * Does nothing where the repository is gone.
     *
     * @return whether its branch is still there
     * @throws IOException with a sentence where something can't be removed; then it is as it was, or in part
     */
    boolean remove(Workspace workspace) throws IOException {
        Path repository = Path.of(workspace.repository());
        Path shared = Path.of(workspace.git());
        if (!Files.isDirectory(repository) || !Files.isDirectory(shared)) {
            FolderRemover.remove(workspace.top());
            return false;
        }
        try (RepositoryLock lock = RepositoryLock.take(shared)) {
            if (workspace.isNew()) {
                removeHalf(workspace, repository);
            } else if (!workspace.isMissing()) {
                commit.leftovers(workspace);
                git.text(repository, "worktree", "remove", "--force", "--force", workspace.worktree());
            }
            FolderRemover.remove(workspace.top());
            git.text(repository, "worktree", "prune");
            return keepsBranch(workspace, repository);
        }
    }

    /** One that git was killed in the middle of has nothing of value, and may be locked or without its files. */
    private void removeHalf(Workspace workspace, Path repository) {
        try {
            git.text(repository, "worktree", "remove", "--force", "--force", workspace.worktree());
        } catch (IOException notThere) {
            // The folder and its entry are removed in any case.
        }
        FolderRemover.remove(workspace.top());
        try {
            git.text(repository, "worktree", "unlock", workspace.worktree());
        } catch (IOException notLocked) {
            // Only a locked one is kept by prune.
        }
    }

    private boolean keepsBranch(Workspace workspace, Path repository) throws IOException {
        String branch = "refs/heads/" + workspace.branch();
        if (git.find(repository, "show-ref", "--verify", "--quiet", branch).isEmpty()) {
            return false;
        }
        boolean hasOwn = !git.text(repository, "rev-list", "--max-count=1", branch, "--not", "--exclude=" + branch, "--all")
                .isEmpty();
        if (!hasOwn) {
            git.text(repository, "branch", "--quiet", "-D", "--", workspace.branch());
        }
        return hasOwn;
    }
}
