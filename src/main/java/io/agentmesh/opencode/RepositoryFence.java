package io.agentmesh.opencode;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What OpenCode is denied of a git repository of which the codebase is only a part: for {@code external_directory} all of
 * the repository is inside. Its tools for files ask with the path from the repository's root (read in OpenCode 1.18), of
 * the rules that match the last counts, and {@code *} stands for slashes too. Searches and shell commands ask with no path,
 * so they are not kept out.
 */
final class RepositoryFence {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WRITERS = List.of("build", "general");
    private static final List<String> READERS = List.of("plan", "explore");

    private RepositoryFence() {
    }

    /**
     * @param config see {@link OpenCodeConfig}; what it says itself of a tool goes before the fence
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
            fence(fenced, "read", inside);
            fence(fenced, "edit", inside);
            for (String agent : WRITERS) {
                fence(fenced.withObject("/agent/" + agent), "read", inside);
                fence(fenced.withObject("/agent/" + agent), "edit", inside);
            }
            for (String agent : READERS) {
                fence(fenced.withObject("/agent/" + agent), "read", inside);
                deny(fenced.withObject("/agent/" + agent), "edit");
            }
            return JSON.writeValueAsString(fenced);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the configuration of OpenCode is no JSON", e);
        }
    }

    private static void fence(ObjectNode of, String tool, String inside) {
        ObjectNode permission = of.withObject("/permission");
        ObjectNode rules = JSON.createObjectNode().put("*", "deny").put("../*", "allow").put(inside, "allow")
                .put(inside + "/*", "allow");
        if (permission.get(tool) instanceof ObjectNode own) {
            permission.set(tool, rules.setAll(own));
        } else if (!permission.has(tool)) {
            permission.set(tool, rules);
        }
    }

    /** These agents write nothing by themselves; what the repository's writers may do must not loosen that. */
    private static void deny(ObjectNode of, String tool) {
        ObjectNode permission = of.withObject("/permission");
        if (!permission.has(tool)) {
            permission.put(tool, "deny");
        }
    }
}
