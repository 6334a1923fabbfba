package io.agentmesh.cli.demo;

import io.agentmesh.opencode.OpenCodeUserConfig;
import java.util.Map;
import java.util.Optional;

/**
 * The model of the demo's agent.
 *
 * @param name     {@code provider/name}; for the scripted one {@link ScriptedModel#NAME}
 * @param origin        who chose it, for messages
 * @param scripted      whether it is the demo's own scripted one
 * @param publicAllowed whether OpenCode's public models are allowed: only where a flag names one
 */
record ModelChoice(String name, String origin, boolean scripted, boolean publicAllowed) {

    /** OpenCode's public models count as not configured, as prompts would leave the machine. */
    private static final String PUBLIC_PROVIDER = "opencode/";

    /**
     * The flag, else {@code A2A_MODEL}, else OpenCode's configuration, else the scripted model.
     *
     * @param flag the model of {@code --model}, or null
     */
    static ModelChoice of(String flag, boolean scripted, Map<String, String> environment, OpenCodeUserConfig config) {
        if (scripted) {
            return script("--scripted");
        }
        if (flag != null) {
            return new ModelChoice(flag, "--model", false, true);
        }
        return configured(environment.getOrDefault("A2A_MODEL", ""), "A2A_MODEL")
                .or(() -> config.model().flatMap(found -> configured(found.getKey(), found.getValue().toString())))
                .orElseGet(() -> script("no model is configured"));
    }

    private static Optional<ModelChoice> configured(String name, String origin) {
        return name.isBlank() || name.startsWith(PUBLIC_PROVIDER) ? Optional.empty()
                : Optional.of(new ModelChoice(name, origin, false, false));
    }

    private static ModelChoice script(String origin) {
        return new ModelChoice(ScriptedModel.NAME, origin, true, false);
    }
}
