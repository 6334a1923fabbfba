package io.agentmesh.cli.demo;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.main.Main;

import io.agentmesh.camel.CamelApp;
import io.agentmesh.camel.RouteFiles;

/** The model that the demo uses where none is configured: the routes of {@code routes/demo}, on a loopback port. */
public final class ScriptedModel implements AutoCloseable {

    /** Its name for OpenCode. */
    public static final String NAME = "scripted/demo";

    private final Main camel;
    private final int port;

    private ScriptedModel(Main camel, int port) {
        this.camel = camel;
        this.port = port;
    }

    public static ScriptedModel start() throws IOException {
        int port = FreePort.find();
        Main camel = CamelApp.create(null, RouteFiles.list("routes/demo", null),
                Map.of("camel.server.enabled", "true", "camel.server.host", "127.0.0.1",
                        "camel.server.port", String.valueOf(port), "camel.main.name", "scripted-model"),
                Map.of("chatStream", new ChatStream()));
        camel.start();
        return new ScriptedModel(camel, port);
    }

    /** OpenCode's configuration in which this is the only provider, so that nothing leaves the machine. */
    public ObjectNode openCodeConfig() {
        ObjectNode config = new ObjectMapper().createObjectNode().put("model", NAME).put("small_model", NAME)
                .put("share", "disabled").put("autoupdate", false);
        config.putArray("enabled_providers").add("scripted");
        ObjectNode provider = config.putObject("provider").putObject("scripted");
        provider.put("npm", "@ai-sdk/openai-compatible").put("name", "Scripted model");
        provider.putObject("options").put("baseURL", "http://127.0.0.1:" + port + "/v1").put("apiKey", "none");
        ObjectNode model = provider.putObject("models").putObject("demo");
        model.put("name", "Scripted model of the demo").put("tool_call", true);
        model.putObject("limit").put("context", 100_000).put("output", 10_000);
        return config;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
