package io.agentmesh.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.settings.source.ProgramFile;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API of this server as OpenAPI 3.1, from {@code openapi.yaml}: for clients, and for the permissions of calls. */
public final class ApiDescription {

    private final JsonNode json;

    ApiDescription() {
        json = new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build())
                .loadFromString(ProgramFile.text(ApiDescription.class, "openapi.yaml")));
    }

    JsonNode tree() {
        return json;
    }

    /** The description as JSON. */
    public String json() {
        return json.toString();
    }
}
