package io.agentmesh.opencode;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The configuration for OpenCode in {@code OPENCODE_CONFIG_CONTENT}, which takes precedence over the user's and the
 * repository's. As nobody can answer questions, everything that OpenCode would ask for is allowed ({@code --auto}),
 * except what is denied here: leaving the codebase, reading {@code .env} files, repeating one call. These are guard
 * rails, no sandbox: a shell command of the agent can do whatever its user can.
 */
public final class OpenCodeConfig {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BUILT_IN_AGENTS = List.of("build", "plan", "general", "explore");
    private static final List<String> SUBAGENTS = List.of("general", "explore");

    private OpenCodeConfig() {
    }

    /**
     * @param own the setting {@code opencode_config}, merged field by field
     * @return one line of JSON
     */
    public static String content(ObjectNode own, boolean allowPublicModel) {
        ObjectNode config = JSON.createObjectNode();
        config.put("share", "disabled");
        config.put("autoupdate", false);
        // Snapshots copy the work tree for an undo that nobody asks for, and fill the disk.
        config.put("snapshot", false);
        ObjectNode permission = denials();
        if (own.get("permission") instanceof ObjectNode more) {
            merge(permission, more);
        }
        config.set("permission", permission);
        ObjectNode agents = config.putObject("agent");
        // A repository's configuration may loosen an agent's permissions; these take precedence.
        BUILT_IN_AGENTS.forEach(agent -> agents.putObject(agent).set("permission", permission.deepCopy()));
        // A task can't run a subagent, though the contract names these.
        SUBAGENTS.forEach(agent -> agents.withObject("/" + agent).put("mode", "all"));
        merge(config, own);
        if (!allowPublicModel) {
            disablePublicModel(config);
        }
        return config.toString();
    }

    private static ObjectNode denials() {
        ObjectNode permission = JSON.createObjectNode();
        permission.put("external_directory", "deny");
        permission.put("doom_loop", "deny");
        permission.putObject("read").put("*.env", "deny").put("*.env.*", "deny").put("*.env.example", "allow");
        return permission;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            if (into.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode outer) {
                merge(inner, outer);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    /** Disables OpenCode's own provider: its public models are the default where no other is configured. */
    private static void disablePublicModel(ObjectNode config) {
        ArrayNode disabled = config.get("disabled_providers") instanceof ArrayNode own ? own
                : config.putArray("disabled_providers");
        for (JsonNode provider : disabled) {
            if (provider.asText().equals("opencode")) {
                return;
            }
        }
        disabled.add("opencode");
    }
}
