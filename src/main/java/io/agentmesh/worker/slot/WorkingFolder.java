package io.agentmesh.worker.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.RefusedTaskException;

/** The folder that an agent works in. */
public class WorkingFolder {

    /**
     * A codebase's folder as it is; the folder of a task of no codebase is made.
     *
     * @throws RefusedTaskException where a link was put in its way since it was checked and its slot was taken
     */
    public Path open(Decision decision) throws IOException {
        Path folder = Files.createDirectories(decision.folder()).toRealPath();
        if (!folder.equals(decision.folder())) {
            throw new RefusedTaskException("the codebase's folder leads elsewhere now than when the task was accepted");
        }
        return folder;
    }
}
