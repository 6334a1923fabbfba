package io.agentmesh.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code changes} of an outcome, as a worker reports them. */
public final class ChangedFiles {

    public static final String BRANCH = "agentmesh/1";

    private final List<Map<String, Object>> files = new ArrayList<>();
    private final Map<String, Object> changes = new LinkedHashMap<>();

    public ChangedFiles(String diff) {
        changes.putAll(Map.of("base", "0123456789abcdef0123", "head", "fedcba9876543210fedc", "branch", BRANCH,
                "commits", List.of(Map.of("id", "fedcba9876543210fedc", "title", "Count the cart")), "files", files,
                "added", 0, "removed", 0, "diff", diff, "diff_truncated", false));
    }

    public ChangedFiles file(String path, String status, int added, int removed) {
        files.add(Map.of("path", path, "status", status, "added", added, "removed", removed));
        changes.merge("added", added, (a, b) -> (int) a + (int) b);
        changes.merge("removed", removed, (a, b) -> (int) a + (int) b);
        return this;
    }

    public ChangedFiles binary(String path) {
        Map<String, Object> file = new HashMap<>(Map.of("path", path, "status", "added", "binary", true));
        file.put("added", null);
        file.put("removed", null);
        files.add(file);
        return this;
    }

    /** @param value null removes the field */
    public ChangedFiles with(String field, Object value) {
        changes.put(field, value);
        return this;
    }

    /** Fields of an outcome. */
    public Map<String, Object> outcome() {
        return Map.of("changes", changes);
    }
}
