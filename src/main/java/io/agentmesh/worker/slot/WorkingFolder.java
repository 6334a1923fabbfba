package io.agentmesh.worker.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.RefusedTaskException;

/** Opens the working folder of an agent. */
public class WorkingFolder {

    /**
     * Returns a codebase's folder; the folder of a task without a codebase is created.
     *
     * @throws RefusedTaskException where a link has replaced it since it was checked
     */
    public Path open(Decision decision) throws IOException {
        Path folder = Files.createDirectories(decision.folder()).toRealPath();
        if (!folder.equals(decision.folder())) {
            throw new RefusedTaskException("the codebase's folder leads elsewhere now than when the task was accepted");
        }
        return folder;
    }
}
