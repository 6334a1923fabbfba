package io.agentmesh.agent.workspace;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.agentmesh.agent.RefusedTaskException;

/** Resolves the {@code executable} of an {@code exec} endpoint. */
public final class ProgramPath {

    private ProgramPath() {
    }

    /**
     * A path is used unchanged, and a name is searched for on the agent's PATH, without relative folders, which would
     * mean another program in each codebase.
     *
     * @throws RefusedTaskException where there is no such program
     */
    public static String of(String executable, AgentEnvironment environment) {
        if (executable.contains("/")) {
            return executable;
        }
        for (String folder : environment.inherited().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = path(folder, executable);
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new RefusedTaskException("the agent could not be started: there is no " + executable + " on PATH");
    }

    private static Path path(String folder, String name) {
        try {
            return Path.of(folder, name);
        } catch (InvalidPathException e) {
            return Path.of(name);
        }
    }
}
