package io.agentmesh.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The calls of this server as OpenAPI 3.1, from {@code openapi.yaml}: for clients, and for who may make which call. */
public final class ApiDescription {

    private final JsonNode json;

    ApiDescription() {
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.yaml")) {
            json = new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode tree() {
        return json;
    }

    /** The description as JSON. */
    public String json() {
        return json.toString();
    }
}
