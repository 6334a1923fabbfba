package io.agentmesh.server.response;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;

/** Converts rows of {@code codebases} to the contract's JSON (section "Objects", Codebase). */
public final class CodebaseAnswers {

    /** One codebase. */
    public String one(@Body Map<String, Object> row) {
        return shape(row).toString();
    }

    /** An array of codebases. */
    public String all(@Body List<Map<String, Object>> rows) {
        ArrayNode codebases = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> codebases.add(shape(row)));
        return codebases.toString();
    }

    /** {@code {success, codebase}}. */
    public String saved(@Body Map<String, Object> row) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true);
        return answer.<ObjectNode>set("codebase", shape(row)).toString();
    }

    /** Ids contain no commas. */
    private static ArrayNode workers(String ids) {
        ArrayNode workers = JsonNodeFactory.instance.arrayNode();
        Stream.of(ids == null ? new String[0] : ids.split(",")).forEach(workers::add);
        return workers;
    }

    private static ObjectNode shape(Map<String, Object> row) {
        JsonRow json = new JsonRow(row)
                .with("id", "name", "path", "description", "registered_at")
                .json("agent_config", "{}")
                .with("last_triggered", "status", "worker_id");
        if (row.get("worker_id") == null) {
            json.set("shared", BooleanNode.TRUE).set("workers", workers((String) row.get("workers")));
        }
        return json.toJson();
    }
}
