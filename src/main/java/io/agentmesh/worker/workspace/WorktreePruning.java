package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes worktrees of ended tasks: all but the newest, and those that are too old. */
public final class WorktreePruning {

    private static final Logger LOG = LoggerFactory.getLogger(WorktreePruning.class);
    /** How long a removed worktree can be created again for a session that goes on. */
    private static final Duration SESSIONS = Duration.ofDays(30);

    private final Workspaces workspaces;
    private final WorktreeRemover remover;
    private final Tasks unfinished;
    private final Predicate<Workspace> inUse;
    private final int keep;
    private final Duration keepFor;
    private final Clock clock;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** The ids of tasks, read from files. */
    @FunctionalInterface
    public interface Tasks {

        Set<String> ids() throws IOException;
    }

    /**
     * @param unfinished for which the worker still has something to do, such as a report; asked once each time
     * @param inUse      whether its task, or another one in its folder, has a slot
     */
    WorktreePruning(Workspaces workspaces, WorktreeRemover remover, Tasks unfinished, Predicate<Workspace> inUse, int keep,
            Duration keepFor, Clock clock) {
        this.unfinished = unfinished;
        this.workspaces = workspaces;
        this.remover = remover;
        this.inUse = inUse;
        this.keep = keep;
        this.keepFor = keepFor;
        this.clock = clock;
    }

    /** Never fails: what can't be removed is logged once, and stays. */
    public synchronized void prune() {
        try {
            Set<String> open = unfinished.ids();
            List<Workspace> ended = new ArrayList<>(workspaces.all().stream().filter(one -> !open.contains(one.task())
                    && !inUse.test(one)).toList());
            ended.sort(Comparator.comparing(this::endedAt).reversed());
            int kept = 0;
            for (Workspace workspace : ended) {
                if (workspace.state() == Workspace.State.REMOVED) {
                    forgetOld(workspace);
                } else if (!workspace.isIsolated() || workspace.isNew() || kept >= keep || age(workspace).compareTo(keepFor) > 0) {
                    remove(workspace);
                } else {
                    kept++;
                }
            }
        } catch (IOException e) {
            LOG.warn("old worktrees can't be removed: {}", e.getMessage());
        }
    }

    private void remove(Workspace workspace) {
        try {
            boolean hasBranch = workspace.isIsolated() && remover.remove(workspace);
            if (hasBranch && workspace.session() != null) {
                workspaces.write(workspace.ended(null, endedAt(workspace).toString()).in(Workspace.State.REMOVED));
            } else {
                workspaces.remove(workspace.task());
            }
            if (workspace.isIsolated()) {
                LOG.info("worktree {} removed{}", workspace.worktree(), hasBranch ? "; its branch " + workspace.branch()
                        + " has commits that are nowhere else, and is kept" : "");
            }
        } catch (IOException e) {
            if (logged.add(workspace.task())) {
                LOG.warn("the worktree {} can't be removed: {}", workspace.worktree(), e.getMessage());
            }
        }
    }

    private void forgetOld(Workspace workspace) {
        if (age(workspace).compareTo(SESSIONS) > 0) {
            workspaces.remove(workspace.task());
        }
    }

    private Duration age(Workspace workspace) {
        return Duration.between(endedAt(workspace), clock.instant());
    }

    /** One that was abandoned is as old as its journal. */
    private Instant endedAt(Workspace workspace) {
        try {
            return workspace.endedAt() == null ? Instant.ofEpochMilli(journal(workspace).toFile().lastModified())
                    : Instant.parse(workspace.endedAt());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private Path journal(Workspace workspace) {
        return workspaces.own(workspace.task()).resolve("workspace.json");
    }
}
