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
 */
public record CodebaseSetting(String name, Path path, String description, boolean shared, boolean shareRepository) {

    /** A codebase of this worker alone. */
    public CodebaseSetting(String name, Path path, String description) {
        this(name, path, description, false, false);
    }
}
