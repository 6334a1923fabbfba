package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.run.HookCommand;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.WorktreeSettings;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Slots;

/** Creates and connects the objects of workspaces. */
public final class WorkspaceBeans {

    private final WorkerSettings settings;
    private final Path folder;
    private final Workspaces workspaces;
    private final Map<String, Object> beans;
    private final WorktreePruning pruning;

    /** @param unfinished the tasks for which the worker still has something to do, by id */
    public WorkspaceBeans(WorkerSettings settings, AgentEnvironment environment, Path scratch, Runs runs, Slots slots,
            WorktreePruning.Tasks unfinished) {
        this.settings = settings;
        WorktreeSettings worktrees = settings.worktrees();
        folder = real(worktrees.folder() == null ? settings.stateDir().resolve("worktrees") : worktrees.folder());
        workspaces = new Workspaces(settings.stateDir());
        Git git = new Git(environment, scratch);
        WorktreeCommit commit = new WorktreeCommit(git, worktrees.author());
        WorktreeRemover remover = new WorktreeRemover(git, workspaces, commit);
        FolderSnapshots snapshots = new FolderSnapshots(git, workspaces, worktrees.reportChanges());
        pruning = new WorktreePruning(workspaces, remover, unfinished, workspace -> slots.holds(workspace.task())
                || !slots.isFree(workspace.top()), worktrees.keep(), worktrees.keepFor(), Clock.systemUTC());
        beans = Map.of("worktrees", new Worktrees(git, workspaces, remover, worktrees.branch()), "worktreeCommit", commit,
                "worktreeFiles", new WorktreeFiles(git, workspaces, runs, commit, worktrees.copy()),
                "folderSnapshots", snapshots,
                "changesReport", new ChangesReport(git, workspaces, snapshots, remover, worktrees.reportChanges(),
                        worktrees.maxDiff()),
                "worktreePruning", pruning, "gitCommand", new HookCommand(environment.with(Git.ENVIRONMENT), scratch, true),
                "gitWithHooks", new HookCommand(environment.with(Git.ENVIRONMENT), scratch));
    }

    /** Whether or not there is one yet, without symbolic links. */
    private static Path real(Path path) {
        try {
            Path existing = path.toAbsolutePath().normalize();
            while (Files.notExists(existing)) {
                existing = existing.getParent();
            }
            return existing.toRealPath().resolve(existing.relativize(path.toAbsolutePath().normalize()));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of worktrees " + path + " can't be used: " + e.getMessage(), e);
        }
    }

    /** Those that the routes use, by name. */
    public Map<String, Object> beans() {
        return beans;
    }

    /** The folder of all worktrees, a real path. */
    public Path folder() {
        return folder;
    }

    public Isolation isolation(Codebases codebases) {
        return new Isolation(settings.codebases(), settings.worktrees().isolation(), codebases::isolation, workspaces, folder);
    }

    /** Removes what an earlier process left, and worktrees that are kept no longer. */
    public void prune() {
        pruning.prune();
    }
}
