package io.agentmesh.worker.slot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.agent.run.InterruptedRuns;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.workspace.Repository;
import io.agentmesh.task.Ids;
import io.agentmesh.task.LogNames;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer a codebase, also for several workers on this machine. A task whose codebase is locked is not claimed: it
 * stays pending at the server, and is considered again with the next poll.
 */
public class CodebaseLocks {

    private static final Logger LOG = LoggerFactory.getLogger(CodebaseLocks.class);
    private static final Set<String> WITHOUT_AGENT = Set.of("echo", "noop");

    private final FolderLocks folders;
    private final Runs runs;
    private final Map<String, Path> locked = new ConcurrentHashMap<>();
    private final Set<Path> made = ConcurrentHashMap.newKeySet();
    private final Set<Path> logged = ConcurrentHashMap.newKeySet();

    public CodebaseLocks(FolderLocks folders, Runs runs) {
        this.folders = folders;
        this.runs = runs;
    }

    /** Takes the lock that the task needs, if any; {@link #release} releases it. */
    public boolean take(Task task, Decision decision) {
        if (decision.isIsolated() && needsLock(task, decision)) {
            makeFolder(decision.folder());
        }
        return !needsLock(task, decision) || logWait(task, decision.folder(), folders.take(decision.folder()));
    }

    /**
     * Takes over the lock of a run that the previous process began, or takes it anew where it was lost.
     *
     * @return whether the run must wait for another worker that uses its folder; false while its agent is still at
     *         work, as it is followed in any case, where its end was requested, and where the folder can't be locked at
     *         all: then its outcome is known, and nothing is begun there
     */
    public boolean mustWait(Task task, Decision decision) throws IOException {
        return !inherit(task, decision) && !runs.isToEnd(task.id()) && !isBroken(decision.folder())
                && !InterruptedRuns.isAtWork(run(task));
    }

    /** A failure because the worker stops doesn't count. */
    private boolean isBroken(Path folder) {
        return folders.isBroken(folder) && !Thread.currentThread().isInterrupted();
    }

    /**
     * Takes the lock before the agent of such a run is started again.
     *
     * @throws RefusedTaskException where another worker uses the folder
     */
    public void require(Task task, Decision decision) throws IOException {
        if (!inherit(task, decision)) {
            throw new RefusedTaskException("the task could not go on: another worker of this machine is at work in "
                    + decision.folder());
        }
    }

    private boolean inherit(Task task, Decision decision) throws IOException {
        return !needsLock(task, decision) || locked.containsKey(task.id())
                || logWait(task, decision.folder(), folders.inherit(run(task)));
    }

    private RunFolder run(Task task) {
        return runs.folder(Runs.key(task.id(), task.attempt()));
    }

    private boolean logWait(Task task, Path folder, boolean taken) {
        if (taken) {
            locked.put(task.id(), folder);
            logged.remove(folder);
        } else if (!folders.isBroken(folder) && logged.add(folder)) {
            try (LogNames names = LogNames.of(task.id(), task.codebaseId())) {
                LOG.info("task {} waits: another worker of this machine is at work in {}, or a run that it left is{}",
                        task.id(), folder, besides(folder));
            }
        }
        return taken;
    }

    private static String besides(Path folder) {
        Path root = Repository.root(folder);
        return root.equals(folder) ? "" : "; or another task is in the git repository " + root
                + " (share_repository allows that)";
    }

    /** A task without a codebase has its own folder in the worker's locked state folder. */
    private static boolean needsLock(Task task, Decision decision) {
        return Set.of(Decision.RUN, Decision.ADOPT).contains(decision.kind()) && decision.folder() != null
                && !task.codebaseId().equals(Ids.GLOBAL) && !WITHOUT_AGENT.contains(task.agentType());
    }

    /** Empty for git, which adds the worktree once the task is claimed. */
    private void makeFolder(Path worktree) {
        try {
            if (Files.notExists(worktree)) {
                Files.createDirectories(worktree);
                made.add(worktree);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for a worktree can't be created: " + e.getMessage(), e);
        }
    }

    /** The folder for a worktree that wasn't added, as the task wasn't claimed. */
    private void removeUnused(Path folder) {
        try {
            if (made.remove(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            LOG.debug("{} is in use: {}", folder, e.toString());
        }
    }

    public void release(Task task) {
        Path folder = locked.remove(task.id());
        if (folder != null) {
            folders.release(folder);
            removeUnused(folder);
        }
    }
}
