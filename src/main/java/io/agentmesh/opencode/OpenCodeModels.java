package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeProgram;

/** The models available to OpenCode: those of providers with keys, and those that its configuration names. */
public final class OpenCodeModels {

    private OpenCodeModels() {
    }

    /**
     * @param environment of agents
     * @param scratch     an empty folder
     * @return {@code provider/name} each
     * @throws IOException with a sentence where it fails or times out
     */
    public static List<String> list(OpenCodeProgram program, AgentEnvironment environment, Path scratch) throws IOException {
        List<String> line = List.of(program.path().toString(), "models");
        try (ShortCommand models = ShortCommand.run(OpenCodeProgram.NAME, line, scratch, environment, scratch)) {
            if (models.exit() != 0) {
                throw new IOException("it ended with exit " + models.exit() + ": " + models.errorText());
            }
            return Files.readAllLines(models.stdout()).stream().map(String::strip).filter(model -> model.contains("/"))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
