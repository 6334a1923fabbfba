package io.agentmesh.cli.demo;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.main.Main;

import io.agentmesh.camel.CamelApp;
import io.agentmesh.camel.RouteFiles;

/** The demo's model where none is configured: the routes of {@code routes/demo} on a loopback port. */
public final class ScriptedModel implements AutoCloseable {

    /** Its name in OpenCode. */
    public static final String NAME = "scripted/demo";

    private final Main camel;
    private final int port;

    private ScriptedModel(Main camel, int port) {
        this.camel = camel;
        this.port = port;
    }

    public static ScriptedModel start() throws IOException {
        int port = DemoServer.freePort();
        Main camel = CamelApp.create(null, RouteFiles.list("routes/demo", null),
                Map.of("camel.server.enabled", "true", "camel.server.host", "127.0.0.1",
                        "camel.server.port", String.valueOf(port), "camel.main.name", "scripted-model"),
                Map.of("chatStream", new ChatStream()));
        camel.start();
        return new ScriptedModel(camel, port);
    }

    /** OpenCode's configuration with this as the only provider, so that nothing leaves the machine. */
    public JsonNode openCodeConfig() throws JsonProcessingException {
        return new ObjectMapper().readTree("""
                {"model": "%1$s", "small_model": "%1$s", "share": "disabled", "autoupdate": false,
                 "enabled_providers": ["scripted"],
                 "provider": {"scripted": {"npm": "@ai-sdk/openai-compatible", "name": "Scripted model",
                   "options": {"baseURL": "http://127.0.0.1:%2$d/v1", "apiKey": "none"},
                   "models": {"demo": {"name": "Scripted model of the demo", "tool_call": true,
                     "limit": {"context": 100000, "output": 10000}}}}}}
                """.formatted(NAME, port));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
