package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.agentmesh.server.access.AccessTokens;

/** HEAD is GET without the body (RFC 9110, 9.3.2); monitors and proxies ask so. */
@Timeout(300)
class HeadTest {

    private static final String TOKEN = "a-token-of-the-test";

    private static TestServer server;
    private static String codebase;
    private static String task;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder, AccessTokens.load("anna:" + TOKEN, null)).as(TOKEN);
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
        task = server.createTask(codebase);
        server.claim(task, "w1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** All that the server answers to GET, with ids that are there and that aren't; streams apart. */
    static Stream<String> addresses() {
        Stream<String> described = ApiCalls.described().stream().filter(call -> call.method().equals("GET"))
                .map(ApiCalls.Call::path).filter(path -> !path.endsWith("/stream"));
        Stream<String> more = Stream.of("/nowhere", "/page/main.js", "/v1/opencode/tasks?status=pending&limit=1",
                "/v1/opencode/tasks?limit=no", "/v1/opencode/tasks/{id}/output/stream?of=nobody");
        return Stream.concat(described, more).flatMap(path -> path.contains("{id}")
                ? Stream.of(path.replaceAll("\\{\\w+}", "nobody"), path.replace("{id}", path.contains("/tasks/{id}") ? "TASK"
                        : path.contains("/workers/") ? "w1" : "CODEBASE").replaceAll("\\{\\w+}", "s1"))
                : Stream.of(path)).filter(path -> !path.contains("TASK/output/stream")).distinct();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void headIsAnsweredAsGetWithoutTheBody(String address) {
        String path = address.replace("TASK", task).replace("CODEBASE", codebase);

        TestServer.Answer get = server.send(server.request(path).GET());
        TestServer.Answer head = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(headers(head)).isEqualTo(headers(get)).containsKey("content-length");
        assertThat(server.text(server.request(path).method("HEAD", BodyPublishers.noBody()))).isEmpty();
    }

    @Test
    void pageIsAnsweredToABrowsersHeadToo() {
        TestServer.Answer get = server.send(server.request("/").header("Accept", "text/html").GET());
        TestServer.Answer head = server.send(server.request("/").header("Accept", "text/html")
                .method("HEAD", BodyPublishers.noBody()));

        assertThat(headers(head)).isEqualTo(headers(get)).containsEntry("content-type", List.of("text/html; charset=utf-8"));
    }

    @Test
    void headNeedsATokenAsGetDoes() {
        assertThat(server.as(null).send(server.request("/v1/opencode/tasks").method("HEAD", BodyPublishers.noBody()))
                .status()).isEqualTo(401);
        server.as(TOKEN);
    }

    /** The next request on the same connection is answered: nothing of a body was sent, and nobody waits for one. */
    @Test
    void connectionGoesOnAfterTheHeadOfAStreamThatIsNotOver() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.url().getPort())) {
            socket.setSoTimeout(60_000);
            String end = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + TOKEN + "\r\n";
            socket.getOutputStream().write(("HEAD /v1/opencode/tasks/" + task + "/output/stream" + end + "\r\n"
                    + "GET /health" + end + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers).matches("(?s)HTTP/1\\.1 200 OK\r\n[^{]*text/event-stream[^{]*\r\n\r\nHTTP/1\\.1 200 OK\r\n.*"
                    + "\\{\"status\":.*");
        }
    }

    private static Map<String, List<String>> headers(TestServer.Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }
}
