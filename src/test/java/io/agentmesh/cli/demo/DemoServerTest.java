package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.cli.client.ClientFailure;
import io.agentmesh.support.Scripts;

class DemoServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private HttpServer http;
    private ChildProcess worker;
    private DemoServer server;

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
        server = new DemoServer("http://127.0.0.1:" + http.getAddress().getPort());
        worker = ChildProcess.start("the worker", new ProcessBuilder("sleep", "600"), folder.resolve("log"),
                Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws Exception {
        worker.close();
        http.stop(0);
    }

    @Test
    void outputIsToldOnceInOrderAndTheEndedTaskReturned() throws Exception {
        answers.put("POST /v1/opencode/codebases/c1/tasks", "{\"success\": true, \"task\": {\"id\": \"t1\"}}");
        answers.put("GET /v1/opencode/tasks/t1/output?since=0", "{\"outputs\": [{\"output\": \"a\"}, {\"output\": \"b\"}]}");
        answers.put("GET /v1/opencode/tasks/t1/output?since=2", "{\"outputs\": [{\"output\": \"c\"}]}");
        answers.put("GET /v1/opencode/tasks/t1/output?since=3", "{\"outputs\": []}");
        answers.put("GET /v1/opencode/tasks/t1", "{\"status\": \"completed\", \"result\": \"done\"}");
        List<String> told = new ArrayList<>();

        String task = server.submit("c1", DemoServer.taskBody("it's \"quoted\""));
        JsonNode ended = server.follow(task, worker, Duration.ofSeconds(30), told::add);

        assertThat(told).containsExactly("a", "b", "c");
        assertThat(ended.path("result").asText()).isEqualTo("done");
        assertThat(JSON.readTree(bodies.get("POST /v1/opencode/codebases/c1/tasks")).path("prompt").asText())
                .isEqualTo("it's \"quoted\"");
    }

    @Test
    void refusalOfTheServerIsToldWithItsDetail() {
        assertThatThrownBy(() -> server.submit("c1", DemoServer.taskBody("x"))).isInstanceOf(ClientFailure.class)
                .hasMessage("unknown here");
    }

    @Test
    void taskThatDoesNotEndIsGivenUp() throws Exception {
        answers.put("POST /v1/opencode/codebases/c1/tasks", "{\"task\": {\"id\": \"t1\"}}");
        answers.put("GET /v1/opencode/tasks/t1/output?since=0", "{\"outputs\": []}");
        answers.put("GET /v1/opencode/tasks/t1", "{\"status\": \"running\"}");

        String task = server.submit("c1", DemoServer.taskBody("x"));

        assertThatThrownBy(() -> server.follow(task, worker, Duration.ZERO, line -> { })).isInstanceOf(DemoFailure.class)
                .hasMessageContaining("the task to end");
    }

    @Test
    void shownCommandSendsTheVeryBodyThatIsSent() throws Exception {
        JsonNode body = DemoServer.taskBody("it's $HOME, `date` and \"more\"\nin two lines");
        Path curl = Scripts.shell(folder.resolve("curl"), "printf %s \"$7\" > " + folder.resolve("sent"));
        String command = server.taskCommand("c1", body).replaceFirst("curl", curl.toString());

        Process shell = new ProcessBuilder("sh", "-c", command).start();

        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(JSON.readTree(folder.resolve("sent").toFile())).isEqualTo(body);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            bodies.put(call, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answers.getOrDefault(call, "{\"detail\": \"unknown here\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(call) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
