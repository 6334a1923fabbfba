package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.git.RepositoryLock;
import io.agentmesh.agent.workspace.FolderRemover;

/**
 * Removes worktrees. What is uncommitted there is committed on the task's branch first, and a branch goes with its
 * worktree only where all its commits are elsewhere, too.
 */
final class WorktreeRemover {

    private static final String BRANCHES = "refs/heads/";

    private final Git git;
    private final Workspaces workspaces;
    private final WorktreeCommit commit;

    WorktreeRemover(Git git, Workspaces workspaces, WorktreeCommit commit) {
        this.git = git;
        this.workspaces = workspaces;
        this.commit = commit;
    }

    /**
     * Does nothing but remove the folder where the repository is gone, unless its task never reached its end.
     *
     * @return whether its branch is still there
     * @throws IOException with a sentence where something can't be removed; then it is as it was, or in part
     */
    boolean remove(Workspace workspace) throws IOException {
        Path shared = Path.of(workspace.git());
        if (!Files.isDirectory(shared)) {
            if (workspace.state() == Workspace.State.OPEN && holdsFiles(workspace.top())) {
                throw new IOException("its repository " + shared + " is gone, and what the task did may be nowhere else");
            }
            FolderRemover.remove(workspace.top());
            return false;
        }
        Path at = at(workspace);
        try (RepositoryLock lock = RepositoryLock.take(shared)) {
            if (workspace.hasWork()) {
                commitAll(workspace);
                // A later start must not take files that are half removed for deleted ones.
                workspaces.write(workspace.in(Workspace.State.REMOVING));
            }
            removeEntry(workspace, at);
            FolderRemover.remove(workspace.top());
            git.text(at, "worktree", "prune");
            boolean kept = keepsBranch(workspace, at);
            workspaces.noteRef(workspace.git(), BRANCHES + workspace.branch(),
                    kept ? git.text(at, "rev-parse", BRANCHES + workspace.branch()) : null);
            return kept;
        }
    }

    /** A codebase in a subfolder isn't there in each commit that the user may check out. */
    private static Path at(Workspace workspace) {
        Path repository = Path.of(workspace.repository());
        return Files.isDirectory(repository) ? repository : Path.of(workspace.git());
    }

    /** The commit that the task has got to, with what it left uncommitted. */
    Optional<String> lastCommit(Workspace workspace) throws IOException {
        Path at = at(workspace);
        if (workspace.isNew()) {
            return Optional.empty();
        }
        if (workspace.hasWork()) {
            commitAll(workspace);
        }
        Optional<String> last = workspace.hasWork() && !workspace.isMissing()
                ? RepositoryFacts.commit(git, workspace.top(), "HEAD")
                : RepositoryFacts.commit(git, at, BRANCHES + workspace.branch());
        return last.isPresent() ? last : RepositoryFacts.commit(git, at, workspace.tree());
    }

    /** Writes a worktree's {@code .git} again where the agent removed or changed it, but not its files. */
    void restoreLink(Workspace workspace) throws IOException {
        if (workspace.isIsolated() && holdsFiles(workspace.top()) && !isWorktree(workspace)) {
            try {
                git.text(at(workspace), "worktree", "repair", workspace.worktree());
            } catch (IOException unknownToGit) {
                // Then it stays missing.
            }
        }
    }

    /** A {@code .git} that git can't follow is none of it. */
    private boolean isWorktree(Workspace workspace) {
        try {
            return commit.isWorktree(workspace);
        } catch (IOException leadsNowhere) {
            return false;
        }
    }

    private static boolean holdsFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private void commitAll(Workspace workspace) throws IOException {
        restoreLink(workspace);
        if (!workspace.isMissing()) {
            commit.removeAbandonedLocks(workspace);
            commit.leftovers(workspace);
            refuseOthers(workspace);
        } else if (holdsFiles(workspace.top())) {
            throw new IOException("git doesn't know the worktree " + workspace.worktree()
                    + " any longer, in which files are left");
        }
    }

    /** Repositories in it, such as submodules, are removed with it, and have commits and branches of their own. */
    private void refuseOthers(Workspace workspace) throws IOException {
        for (String entry : git.text(workspace.top(), "ls-files", "--stage", "-z").split("\0")) {
            Path other = entry.startsWith("160000 ") ? workspace.top().resolve(entry.substring(entry.indexOf('\t') + 1)) : null;
            if (other != null && Files.exists(other.resolve(".git")) && !(git.text(other, "status", "--porcelain").isEmpty()
                    && git.text(other, "rev-list", "--max-count=1", "HEAD", "--branches", "--not", "--remotes").isEmpty())) {
                throw new IOException("the repository " + other + " has commits or changes that are nowhere else");
            }
        }
    }

    /** One that git was killed in the middle of adding or removing may be locked or without its files. */
    private void removeEntry(Workspace workspace, Path at) {
        for (List<String> step : List.of(List.of("remove", "--force", "--force"), List.of("unlock"))) {
            try {
                git.text(at, Stream.of(Stream.of("worktree"), step.stream(), Stream.of(workspace.worktree()))
                        .flatMap(words -> words).toArray(String[]::new));
            } catch (IOException notThere) {
                // The folder and its entry are removed in any case; only a locked entry is kept by prune.
            }
        }
    }

    private boolean keepsBranch(Workspace workspace, Path at) throws IOException {
        String branch = BRANCHES + workspace.branch();
        if (!RepositoryFacts.hasBranch(git, at, workspace.branch())) {
            return false;
        }
        boolean isUsed = !git.text(at, "for-each-ref", "--format=%(worktreepath)", branch).isEmpty();
        boolean hasOwn = !git.text(at, "rev-list", "--max-count=1", branch, "--not", "--exclude=" + workspace.branch(),
                "--branches", "--tags", "--remotes").isEmpty();
        if (isUsed || hasOwn && !hasOnlyCopies(workspace, at)) {
            return true;
        }
        git.text(at, "branch", "--quiet", "-D", "--", workspace.branch());
        return false;
    }

    /** Before its agent has begun, a task's branch may have the uncommitted changes of the checkout, which are still there. */
    private boolean hasOnlyCopies(Workspace workspace, Path at) throws IOException {
        if (!workspace.isNew()) {
            return false;
        }
        List<String> titles = git.text(at, "log", "--format=%s", "--max-count=2", workspace.base() + ".." + BRANCHES
                + workspace.branch(), "--").lines().toList();
        return titles.size() == 1 && titles.get(0).startsWith(WorktreeFiles.UNCOMMITTED);
    }
}
