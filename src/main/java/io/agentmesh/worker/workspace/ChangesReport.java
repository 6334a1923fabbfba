package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.git.GitChanges;
import io.agentmesh.agent.git.GitRefs;
import io.agentmesh.agent.git.GitSnapshot;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.changes.ChangedRef;
import io.agentmesh.task.changes.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds to a task's outcome what the task changed in its repository. */
public final class ChangesReport {

    private static final Logger LOG = LoggerFactory.getLogger(ChangesReport.class);
    private static final String BRANCHES = "refs/heads/";

    private final Git git;
    private final Workspaces workspaces;
    private final FolderSnapshots snapshots;
    private final WorktreeRemover remover;
    private final GitChanges changes;
    private final boolean enabled;

    ChangesReport(Git git, Workspaces workspaces, FolderSnapshots snapshots, WorktreeRemover remover, boolean enabled,
            long maxDiff) {
        this.remover = remover;
        this.git = git;
        this.workspaces = workspaces;
        this.snapshots = snapshots;
        this.changes = new GitChanges(git, maxDiff);
        this.enabled = enabled;
    }

    /** The workspace of this attempt, even if its worktree is gone, or null where there is none. Never fails. */
    public Workspace workspace(Task task) {
        try {
            Optional<Workspace> workspace = workspaces.find(task.id()).filter(one -> one.attempt() == task.attempt()
                    && one.hasWork());
            if (workspace.isPresent()) {
                remover.restoreLink(workspace.get());
            }
            return workspace.orElse(null);
        } catch (IOException e) {
            LOG.warn("task {}: the journal of its workspace can't be read: {}", task.id(), e.getMessage());
            return null;
        }
    }

    /** Never fails: where git does, the outcome stays as it is. */
    public Outcome added(Workspace workspace, Outcome outcome) {
        if (!enabled) {
            return outcome;
        }
        try {
            return outcome.withChanges(of(workspace));
        } catch (IOException e) {
            LOG.warn("task {}: its changes can't be reported: {}", workspace.task(), e.getMessage());
            return outcome;
        }
    }

    private Changes of(Workspace workspace) throws IOException {
        boolean isGone = workspace.isMissing();
        Path top = isGone ? Path.of(workspace.git()) : workspace.top();
        String head = RepositoryFacts.commit(git, top, isGone ? BRANCHES + workspace.branch() : "HEAD").orElse(null);
        String branch = isGone ? workspace.branch() : RepositoryFacts.branch(git, top).orElse(workspace.branch());
        List<ChangedRef> refs = changedRefs(workspace, top, branch);
        if (workspace.isIsolated()) {
            GitChanges.Start start = new GitChanges.Start(workspace.tree(), workspace.tree());
            return changes.between(top, null, start, head == null ? GitChanges.emptyTree(git, top) : head, head, branch, refs);
        }
        GitSnapshot snapshot = snapshots.again(workspace);
        return changes.between(top, snapshot, new GitChanges.Start(workspace.tree(), workspace.base()), snapshot.take(), head,
                branch, refs);
    }

    private List<ChangedRef> changedRefs(Workspace workspace, Path top, String branch) throws IOException {
        Optional<Map<String, String>> before = workspaces.refs(workspace.task());
        if (before.isEmpty()) {
            return List.of();
        }
        Set<String> others = workspaces.all().stream().filter(one -> one.isIsolated() && one.git().equals(workspace.git()))
                .map(one -> BRANCHES + one.branch()).collect(Collectors.toSet());
        // Other workers may have tasks there, too: what another worktree has checked out changes there.
        Stream.of(git.text(top, "worktree", "list", "--porcelain").split("\n\n")).skip(1).flatMap(String::lines)
                .filter(line -> line.startsWith("branch ")).map(line -> line.substring("branch ".length()))
                .forEach(others::add);
        if (branch != null) {
            others.add(BRANCHES + branch);
        }
        return GitRefs.changed(before.get(), GitRefs.of(git, top), others::contains);
    }

    /** Its outcome was stored: a worktree is kept for a while, a snapshot is needed no longer. */
    public void ended(Task task, Outcome outcome) {
        try {
            Optional<Workspace> workspace = workspaces.find(task.id());
            if (workspace.isPresent() && workspace.get().isIsolated()) {
                workspaces.write(workspace.get().isNew() ? workspace.get() : workspace.get().ended(outcome.sessionId(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
            } else if (workspace.isPresent()) {
                workspaces.remove(task.id());
            }
        } catch (IOException e) {
            LOG.warn("task {}: that its workspace is over can't be noted: {}", task.id(), e.getMessage());
        }
    }
}
