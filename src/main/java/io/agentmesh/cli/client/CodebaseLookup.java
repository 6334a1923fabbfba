package io.agentmesh.cli.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.task.Ids;

/** Finds codebases of a server (contract, section "Codebases"). */
public final class CodebaseLookup {

    private final ApiClient api;

    public CodebaseLookup(ApiClient api) {
        this.api = api;
    }

    /** All codebases, from the address that also classic servers answer reliably. */
    public List<JsonNode> all() {
        return api.get("/v1/opencode/codebases/list").valueStream().toList();
    }

    /** Names by id. */
    public Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        all().forEach(codebase -> names.put(codebase.path("id").asText(), codebase.path("name").asText("")));
        return names;
    }

    /**
     * The id of the codebase with this id or name; {@code global} means no codebase.
     *
     * @throws Refused where there is none, or several have the name
     */
    public String idOf(String idOrName) {
        if (idOrName.equals(Ids.GLOBAL)) {
            return idOrName;
        }
        List<JsonNode> all = all();
        if (all.stream().anyMatch(codebase -> codebase.path("id").asText().equals(idOrName))) {
            return idOrName;
        }
        List<JsonNode> named = all.stream().filter(codebase -> codebase.path("name").asText("").equals(idOrName)).toList();
        if (named.isEmpty()) {
            throw new Refused(404, "there is no codebase " + SafeText.line(idOrName) + "; there "
                    + (all.isEmpty() ? "are none at all" : "are: " + list(all, "name")));
        }
        if (named.size() > 1) {
            throw new Refused(409, "several codebases are named " + SafeText.line(idOrName) + "; give the id: "
                    + named.stream().map(CodebaseLookup::describe).collect(Collectors.joining(", ")));
        }
        return named.get(0).path("id").asText();
    }

    private static String list(List<JsonNode> codebases, String field) {
        return codebases.stream().map(codebase -> SafeText.line(codebase.path(field).asText(""))).distinct().limit(20)
                .collect(Collectors.joining(", "));
    }

    private static String describe(JsonNode codebase) {
        return SafeText.line(codebase.path("id").asText() + " (" + codebase.path("path").asText("") + " on "
                + codebase.path("worker_id").asText("no worker") + ")");
    }
}
