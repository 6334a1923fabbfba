package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeProgram;

/**
 * Runs one short command of OpenCode alone before any task. It creates or migrates OpenCode's database; concurrent
 * first runs have been seen to break each other.
 */
public final class OpenCodeWarmUp {

    private OpenCodeWarmUp() {
    }

    /**
     * @param folder an empty folder to start it in
     * @throws IOException with a sentence where it fails or times out
     */
    public static void run(OpenCodeProgram program, AgentEnvironment environment, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> line = List.of(program.path().toString(), "session", "list", "--format=json", "--max-count=1");
        try (ShortCommand list = ShortCommand.run(OpenCodeProgram.NAME, line, folder, environment, folder)) {
            if (list.exit() != 0) {
                throw new IOException("listing its sessions ended with exit " + list.exit() + ": "
                        + list.errorText());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the worker stopped while it was tried", e);
        }
    }
}
