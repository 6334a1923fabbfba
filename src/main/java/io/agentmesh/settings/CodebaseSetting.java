package io.agentmesh.settings;

import java.nio.file.Path;

/**
 * A folder that the worker offers to run tasks in.
 *
 * @param name        what people see; the folder's name unless told otherwise
 * @param path        the real path of an existing directory, without symbolic links
 * @param description empty where none was given
 */
public record CodebaseSetting(String name, Path path, String description) {
}
