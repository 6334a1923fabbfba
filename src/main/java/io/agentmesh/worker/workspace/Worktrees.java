package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.git.GitRefs;
import io.agentmesh.agent.git.RepositoryLock;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worktrees of tasks. The route open-workspace calls {@link #prepare}, runs {@code git worktree add} between {@link
 * #lock} and {@link #unlock} where there is none yet, and then {@link #opened}.
 */
public final class Worktrees {

    private static final Logger LOG = LoggerFactory.getLogger(Worktrees.class);

    private final Git git;
    private final Workspaces workspaces;
    private final WorktreeRemover remover;
    private final String branchPattern;
    private final Map<String, RepositoryLock> locks = new ConcurrentHashMap<>();

    /** @param branchPattern with {@code {task}}, and perhaps {@code {codebase}} */
    public Worktrees(Git git, Workspaces workspaces, WorktreeRemover remover, String branchPattern) {
        this.git = git;
        this.workspaces = workspaces;
        this.remover = remover;
        this.branchPattern = branchPattern;
    }

    /**
     * Journals the worktree that the task needs, or finds the one that this attempt had before it was interrupted.
     *
     * @throws RefusedTaskException with the reason, where there can be none
     */
    public Workspace prepare(Task task, Decision decision) throws IOException {
        Optional<Workspace> known = workspaces.find(task.id());
        if (known.isPresent() && known.get().attempt() == task.attempt() && known.get().state() == Workspace.State.OPEN
                && hasBranch(known.get())) {
            return known.get();
        }
        RepositoryFacts facts = facts(decision.codebase());
        Optional<Workspace> before = known.isPresent() ? known : ofFolder(decision.folder());
        Optional<String> last = Optional.empty();
        if (before.isPresent() && before.get().isIsolated()) {
            last = remover.lastCommit(before.get());
            remover.remove(before.get());
        }
        String base = base(task, decision.codebase(), known.isPresent() ? Optional.empty() : last);
        if (before.isPresent()) {
            workspaces.remove(before.get().task());
        }
        return workspaces.write(new Workspace(task.id(), task.attempt(), task.codebaseId(), decision.codebase().toString(),
                facts.common().toString(), decision.folder().toString(), facts.prefix(), branch(task, decision.codebase()),
                base, base, Workspace.State.CREATING, task.metadataText("resume_session_id"), null));
    }

    private RepositoryFacts facts(Path codebase) {
        try {
            return RepositoryFacts.of(git, codebase);
        } catch (IOException e) {
            throw new RefusedTaskException("its isolation is worktree, and there can be none of " + codebase + ": "
                    + e.getMessage());
        }
    }

    private boolean hasBranch(Workspace workspace) throws IOException {
        remover.restoreLink(workspace);
        return !workspace.isMissing() || RepositoryFacts.hasBranch(git, Path.of(workspace.git()), workspace.branch());
    }

    /** The workspace of an earlier task whose session goes on there. */
    private Optional<Workspace> ofFolder(Path folder) throws IOException {
        return workspaces.all().stream().filter(one -> folder.toString().equals(one.worktree())).findFirst();
    }

    /** @param last commit of the earlier task whose session goes on */
    private String base(Task task, Path codebase, Optional<String> last) throws IOException {
        String named = task.metadataText("base");
        if (named != null) {
            return RepositoryFacts.commit(git, codebase, named).orElseThrow(() ->
                    new RefusedTaskException("metadata.base names no commit or branch of the repository"));
        }
        if (task.metadata().hasNonNull("base") && !task.metadata().path("base").isTextual()) {
            throw new RefusedTaskException("metadata.base names no commit or branch, as it is no text");
        }
        if (last.isPresent()) {
            return last.get();
        }
        return RepositoryFacts.commit(git, codebase, "HEAD").orElseThrow(() -> new RefusedTaskException(
                "the repository has no commit yet, so that there is nothing to begin a worktree from"));
    }

    /** One that an earlier attempt has left stays as it is, since it has commits. */
    private String branch(Task task, Path codebase) throws IOException {
        return RepositoryFacts.freeBranch(git, codebase, branchPattern.replace("{task}", task.id())
                .replace("{codebase}", task.codebaseId()));
    }

    /** Locks the repository against others that add or remove worktrees. */
    public void lock(Workspace workspace) throws IOException {
        locks.put(workspace.task(), RepositoryLock.take(Path.of(workspace.git())));
    }

    public void unlock(Workspace workspace) throws IOException {
        RepositoryLock lock = locks.remove(workspace.task());
        if (lock != null) {
            lock.close();
        }
    }

    /**
     * The worktree is ready.
     *
     * @return where the agent works
     * @throws RefusedTaskException where the codebase is a subfolder that the commit doesn't have
     */
    public Path opened(Workspace workspace) throws IOException {
        Path folder = workspace.folder();
        if (!Files.isDirectory(folder)) {
            throw new RefusedTaskException("the commit " + workspace.base() + " has no folder " + workspace.prefix());
        }
        if (workspace.isNew()) {
            noteRefs(workspace);
            workspaces.write(workspace.in(Workspace.State.OPEN));
        }
        return folder.toRealPath();
    }

    /** Without them, what the task changes of them isn't reported. */
    private void noteRefs(Workspace workspace) {
        try {
            workspaces.writeRefs(workspace.task(), GitRefs.of(git, workspace.top()));
        } catch (IOException e) {
            LOG.info("task {}: what it changes of other branches can't be reported: {}", workspace.task(), e.getMessage());
        }
    }
}
