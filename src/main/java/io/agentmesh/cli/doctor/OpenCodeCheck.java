package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.opencode.OpenCodeModels;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.settings.value.SettingsException;

/** Checks that OpenCode is installed in a supported version, and knows the model. */
final class OpenCodeCheck implements Check {

    private static final String PROGRAM = "opencode";
    private static final String MODEL = "model";

    private final Path named;
    private final OpenCodeLocator locator;
    private final AgentEnvironment environment;
    private final String model;

    /**
     * @param named       the setting opencode_bin, or null
     * @param environment of agents
     * @param model       of tasks that name none, or empty
     */
    OpenCodeCheck(Path named, OpenCodeLocator locator, AgentEnvironment environment, String model) {
        this.named = named;
        this.locator = locator;
        this.environment = environment;
        this.model = model;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        try {
            OpenCodeProgram program = locator.require(named);
            findings.add(Finding.ok(PROGRAM, "OpenCode " + program.version() + " at " + program.path()));
            findings.add(modelFinding(models(program)));
        } catch (SettingsException e) {
            findings.add(Finding.problem(PROGRAM, e.getMessage(), "npm install -g opencode-ai, as the worker's user can run it"));
        } catch (IOException e) {
            findings.add(Finding.warning(MODEL, "OpenCode doesn't tell which models it knows: " + e.getMessage(),
                    "run: opencode models"));
        }
        return findings;
    }

    private List<String> models(OpenCodeProgram program) throws IOException {
        Path scratch = Files.createTempDirectory("agentmesh-doctor-");
        try {
            return OpenCodeModels.list(program, environment, scratch);
        } finally {
            FolderRemover.remove(scratch);
        }
    }

    private Finding modelFinding(List<String> known) {
        if (known.isEmpty()) {
            return Finding.problem(MODEL, "OpenCode has no model that it may use",
                    "give it the key of a provider (opencode auth login, or a variable such as ANTHROPIC_API_KEY), and set model");
        }
        if (model.isEmpty()) {
            return Finding.warning(MODEL, "none is set: OpenCode chooses one of the " + known.size() + " that it knows",
                    "set model");
        }
        return known.contains(model) ? Finding.ok(MODEL, model + " is known to OpenCode")
                : Finding.problem(MODEL, "OpenCode doesn't know " + model + " with the keys that it has",
                        "set the key of its provider, or choose one that 'opencode models' shows");
    }
}
