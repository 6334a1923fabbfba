package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that an agent works in. */
public class Workplace {

    /** A codebase's folder as it is; the folder of a task of no codebase is made. */
    public Path open(Decision decision) throws IOException {
        return Files.createDirectories(decision.folder()).toRealPath();
    }
}
