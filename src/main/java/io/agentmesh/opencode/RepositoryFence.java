package io.agentmesh.opencode;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.agent.workspace.Repository;

/**
 * Restricts OpenCode to the codebase where that is only a part of a git repository: its {@code external_directory}
 * counts all of the repository as inside. File tools ask with the path from the repository's root (read in OpenCode
 * 1.18); the last matching rule counts, and {@code *} matches slashes. Searches and shell commands ask without a path,
 * so they are not restricted.
 */
final class RepositoryFence {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DENY = "deny";
    private static final List<String> WRITERS = List.of("build", "general");
    private static final List<String> READERS = List.of("plan", "explore");

    private RepositoryFence() {
    }

    /**
     * @param config see {@link OpenCodeConfig}; its own rules for a tool come before the fence
     * @param folder the real path of the codebase
     */
    static String around(String config, Path folder) {
        Path root = Repository.root(folder);
        if (root.equals(folder)) {
            return config;
        }
        try {
            ObjectNode fenced = (ObjectNode) JSON.readTree(config);
            String inside = root.relativize(folder).toString();
            if (fenced.path("permission").asText().equals(DENY)) {
                // Everything is denied; the fence's permissions would loosen that.
                return config;
            }
            fence(fenced, "read", inside);
            fence(fenced, "edit", inside);
            ObjectNode agents = object(fenced, "agent");
            for (String agent : WRITERS) {
                fence(object(agents, agent), "read", inside);
                fence(object(agents, agent), "edit", inside);
            }
            for (String agent : READERS) {
                fence(object(agents, agent), "read", inside);
                deny(object(agents, agent), "edit");
            }
            return JSON.writeValueAsString(fenced);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the configuration of OpenCode is no JSON", e);
        }
    }

    private static void fence(ObjectNode of, String tool, String inside) {
        ObjectNode permission = permission(of);
        ObjectNode rules = JSON.createObjectNode().put("*", DENY).put("../*", "allow").put(inside, "allow")
                .put(inside + "/*", "allow");
        if (permission.get(tool) instanceof ObjectNode own) {
            permission.set(tool, rules.setAll(own));
        } else if (!permission.has(tool) && !permission.path("*").asText().equals(DENY)) {
            permission.set(tool, rules);
        }
    }

    /** These agents write nothing themselves; the permissions of the writers must not loosen that. */
    private static void deny(ObjectNode of, String tool) {
        ObjectNode permission = permission(of);
        if (!permission.has(tool)) {
            permission.put(tool, DENY);
        }
    }

    /** A text is one rule for all tools. */
    private static ObjectNode permission(ObjectNode of) {
        JsonNode own = of.path("permission");
        ObjectNode rules = object(of, "permission");
        if (own.isTextual()) {
            rules.set("*", own);
        }
        return rules;
    }

    private static ObjectNode object(ObjectNode of, String field) {
        return of.get(field) instanceof ObjectNode own ? own : of.putObject(field);
    }
}
