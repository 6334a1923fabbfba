package io.agentmesh.settings.value;

import java.nio.file.Path;

/**
 * A folder in which the worker runs tasks.
 *
 * @param name            for people; by default the folder's name
 * @param path        the real path of an existing directory, without symbolic links
 * @param description     may be empty
 * @param shared          whether other workers that share a codebase of this name, each with its own path, may run its
 *                        tasks
 * @param shareRepository whether tasks may run in other codebases of its git repository at the same time
 * @param isolation       {@link #SHARED_FOLDER} or {@link #WORKTREE}; null for the worker's setting
 */
public record CodebaseSetting(String name, Path path, String description, boolean shared, boolean shareRepository,
        String isolation) {

    /** All tasks run in the codebase's folder, one at a time. */
    public static final String SHARED_FOLDER = "none";
    /** Each task runs in a git worktree of its own. */
    public static final String WORKTREE = "worktree";

    /** A codebase of this worker alone. */
    public CodebaseSetting(String name, Path path, String description) {
        this(name, path, description, false, false, null);
    }
}
