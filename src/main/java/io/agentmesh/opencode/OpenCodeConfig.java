package io.agentmesh.opencode;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The configuration that OpenCode is given in {@code OPENCODE_CONFIG_CONTENT}, which goes before its user's and the
 * repository's own. Nobody is there to be asked, so everything that would be asked for is allowed ({@code --auto}),
 * except what is denied here: leaving the codebase, reading {@code .env} files, going round in circles. These are
 * guard rails, no sandbox: a shell command of the agent can do whatever its user can.
 */
public final class OpenCodeConfig {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BUILT_IN_AGENTS = List.of("build", "plan", "general", "explore");
    private static final List<String> SUBAGENTS = List.of("general", "explore");

    private OpenCodeConfig() {
    }

    /**
     * @param own what the setting {@code opencode_config} adds or replaces, merged field by field
     * @return one line of JSON
     */
    public static String content(ObjectNode own, boolean allowPublicModel) {
        ObjectNode config = JSON.createObjectNode();
        config.put("share", "disabled");
        config.put("autoupdate", false);
        // Copies of the whole work tree, for an undo that nobody is there to ask for: they fill the disk.
        config.put("snapshot", false);
        ObjectNode permission = denials();
        if (own.get("permission") instanceof ObjectNode more) {
            merge(permission, more);
        }
        config.set("permission", permission);
        ObjectNode agents = config.putObject("agent");
        // A repository's configuration may loosen an agent's permissions; these are stronger.
        BUILT_IN_AGENTS.forEach(agent -> agents.putObject(agent).set("permission", permission.deepCopy()));
        // As subagents they could not be run by a task, though the contract names them.
        SUBAGENTS.forEach(agent -> agents.withObject("/" + agent).put("mode", "all"));
        merge(config, own);
        if (!allowPublicModel) {
            keepPublicModelOff(config);
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

    /** OpenCode's own provider serves its public models, which it falls back to where none is configured. */
    private static void keepPublicModelOff(ObjectNode config) {
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
