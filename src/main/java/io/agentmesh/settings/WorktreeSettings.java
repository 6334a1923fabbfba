package io.agentmesh.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How tasks are kept apart in a git repository, and what is reported of their changes.
 *
 * @param isolation     of codebases without one of their own: {@code none} or {@code worktree}
 * @param folder        of the worktrees, or null for {@code worktrees} in the state folder
 * @param branch        name of a task's branch, with placeholders
 * @param copy          patterns of ignored files that a worktree gets copies of
 * @param author        of commits of the worker, {@code Name <address>}
 * @param runHooks      whether the repository's hooks run at such a commit
 * @param keep          how many worktrees of ended tasks are kept
 * @param keepFor       how long they are kept
 * @param reportChanges whether changes are reported
 * @param maxDiff       maximum size of a reported diff, in bytes
 */
public record WorktreeSettings(String isolation, Path folder, String branch, List<String> copy, String author,
        boolean runHooks, int keep, Duration keepFor, boolean reportChanges, long maxDiff) {

    public WorktreeSettings {
        copy = List.copyOf(copy);
    }
}
