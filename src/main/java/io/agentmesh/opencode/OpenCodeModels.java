package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeProgram;

/** The models that OpenCode could use now: those of the providers that it has keys for, or that its configuration names. */
public final class OpenCodeModels {

    private OpenCodeModels() {
    }

    /**
     * @param environment what agents get
     * @param scratch     an empty folder
     * @return {@code provider/name} each
     * @throws IOException with a sentence where it fails or hangs
     */
    public static List<String> list(OpenCodeProgram program, AgentEnvironment environment, Path scratch) throws IOException {
        List<String> line = List.of(program.path().toString(), "models");
        try (ShortCommand models = ShortCommand.run(OpenCodeProgram.NAME, line, scratch, environment, scratch)) {
            if (models.exit() != 0) {
                throw new IOException("it ended with exit " + models.exit() + ": " + models.lastWords());
            }
            return Files.readAllLines(models.stdout()).stream().map(String::strip).filter(model -> model.contains("/"))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
