package io.agentmesh.settings.value;

import java.nio.file.Path;

/**
 * A folder that the worker offers to run tasks in.
 *
 * @param name        what people see; the folder's name unless told otherwise
 * @param path        the real path of an existing directory, without symbolic links
 * @param description empty where none was given
 * @param shared      whether other workers that share one of this name, each with its own path, may run its tasks too
 * @param shareRepository whether other codebases of its git repository may be worked in at the same time
 */
public record CodebaseSetting(String name, Path path, String description, boolean shared, boolean shareRepository) {

    /** One whose tasks this worker alone runs. */
    public CodebaseSetting(String name, Path path, String description) {
        this(name, path, description, false, false);
    }
}
