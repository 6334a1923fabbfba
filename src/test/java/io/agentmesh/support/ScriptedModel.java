package io.agentmesh.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A model that does what a test says, over real HTTP on a port of its own: it speaks OpenAI's chat-completions stream.
 *
 * <pre>{@code
 * try (ScriptedModel model = ScriptedModel.start()) {
 *     model.program("Say hello", ModelReply.write("HELLO.md", "hello"), ModelReply.text("Done."));
 *     // run OpenCode with model.openCodeConfig() and --model=ScriptedModel.MODEL
 *     assertThat(model.requests()).hasSize(2);
 * }
 * }</pre>
 *
 * A program is picked by a part of the prompt; its replies are given one a turn, the last one again where there are
 * more turns. A prompt without a program is answered with a sentence. Which turn it is stands in the request, so a
 * request that is sent twice gets the same answer.
 */
public final class ScriptedModel implements AutoCloseable {

    /** The name for {@code --model}. */
    public static final String MODEL = "scripted/test";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<ModelReply>> programs = new ConcurrentHashMap<>();
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private ScriptedModel(HttpServer server) {
        this.server = server;
    }

    public static ScriptedModel start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedModel model = new ScriptedModel(server);
        server.createContext("/v1/chat/completions", model::handle);
        server.setExecutor(model.threads);
        server.start();
        return model;
    }

    /** What to answer, turn by turn, where the user's last message contains {@code partOfPrompt}. */
    public ScriptedModel program(String partOfPrompt, ModelReply... replies) {
        programs.put(partOfPrompt, List.of(replies));
        return this;
    }

    /** The agent's turns so far, in the order in which they came; titles and other side tasks are left out. */
    public List<ModelRequest> requests() {
        return requests.stream().filter(ModelRequest::hasTools).toList();
    }

    /** All requests so far, side tasks too. */
    public List<ModelRequest> allRequests() {
        return List.copyOf(requests);
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123/v1}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** OpenCode's configuration in which this is the only provider: for the setting {@code opencode_config}. */
    public ObjectNode openCodeConfig() {
        ObjectNode config = JSON.createObjectNode().put("model", MODEL).put("small_model", MODEL)
                .put("share", "disabled").put("autoupdate", false);
        config.putArray("enabled_providers").add("scripted");
        ObjectNode provider = config.putObject("provider").putObject("scripted");
        provider.put("npm", "@ai-sdk/openai-compatible").put("name", "Scripted");
        provider.putObject("options").put("baseURL", url()).put("apiKey", "none");
        ObjectNode model = provider.putObject("models").putObject("test");
        model.put("name", "Scripted").put("tool_call", true);
        model.putObject("limit").put("context", 100_000).put("output", 10_000);
        return config;
    }

    /** Ends at once, hanging answers too. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ModelRequest request = new ModelRequest(JSON.readTree(exchange.getRequestBody()),
                    exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(request);
            ModelReply reply = replyTo(request);
            if (reply.hangs()) {
                closed.await();
                return;
            }
            boolean good = reply.status() == 200;
            byte[] body = (good ? reply.asEventStream() : "{\"error\":{\"message\":\"scripted " + reply.status() + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", good ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ModelReply replyTo(ModelRequest request) {
        List<ModelReply> program = programs.entrySet().stream()
                .filter(entry -> request.hasTools() && request.prompt().contains(entry.getKey()))
                .map(Map.Entry::getValue).findFirst()
                .orElse(List.of(ModelReply.text("The scripted model has nothing to do here.")));
        return program.get(Math.min(request.step(), program.size() - 1));
    }
}
