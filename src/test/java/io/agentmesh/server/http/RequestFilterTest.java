package io.agentmesh.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import io.agentmesh.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFilterTest {

    private static final String REGISTER = "/v1/opencode/workers/register";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder);
        server.registerWorker("w1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void frontPageNamesTheServer() {
        TestServer.Answer answer = server.get("/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asText()).isEqualTo("AgentMesh server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/opencode/workers", "/v1/opencode/workers/w1", "/v1/opencode/workers/nobody",
        "/v1/monitor/workers", "/nowhere"})
    void nothingOfARequestComesBackAsAHeader(String path) {
        TestServer.Answer answer = server.send(server.request(path + "?Set-Cookie=a%3Db&X-Query=1&id=evil")
                .header("X-Evil", "1").header("Authorization", "Bearer secret").header("Accept", "text/html").GET());

        assertThat(answer.headers().map().keySet()).isSubsetOf("content-type", "content-length",
                "transfer-encoding", "x-content-type-options", "content-security-policy",
                "cross-origin-resource-policy", "referrer-policy", "date");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    /** In the one form that HTTP has for it, and by which clients compare their clocks. */
    @Test
    void answersTellTheServersTime() {
        String date = server.get("/v1/opencode/workers").headers().firstValue("Date").orElseThrow();

        assertThat(date).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
                .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void camelsOwnHeadersCannotBeSent() {
        TestServer.Answer answer = server.send(server
                .request("/v1/opencode/workers?CamelSqlQuery=delete%20from%20workers&CamelHttpResponseCode=500")
                .header("CamelSqlQuery", "delete from workers").header("CAmelSqlQuery", "delete from workers")
                .header("camelSqlParameters", "x").header("org.apache.camel.sql", "x")
                .header("CamelHttpResponseCode", "500").GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(1);
    }

    @Test
    void valuesOfASqlStatementCannotComeFromHeaders() {
        TestServer.Answer answer = server.send(server.request("/v1/opencode/workers/w1/heartbeat?worker_id=w2")
                .header("worker_id", "w2").header("now", "never").POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.get("/v1/opencode/workers/w1").json().path("last_seen").asText()).endsWith("Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:1"})
    void pageOfAnotherSiteIsRefused(String origin) {
        assertThat(server.send(server.request(REGISTER).header("Origin", origin)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"worker_id\": \"w2\"}")))
                .status()).isEqualTo(403);
        assertThat(server.get("/v1/opencode/workers/w2").status()).isEqualTo(404);
    }

    @Test
    void pageOfTheServersOwnIsServed() {
        assertThat(server.send(server.request("/v1/opencode/workers").header("Origin", server.url().toString()).GET())
                .status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"})
    void bodyThatIsNotDeclaredAsJsonIsRefused(String contentType) {
        TestServer.Answer answer = server.send(server.request(REGISTER).header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"worker_id\": \"w2\"}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.detail()).contains("application/json");
        assertThat(Files.exists(Path.of("file-uploads"))).isFalse();
    }

    @Test
    void charsetBesideTheContentTypeIsFine() {
        assertThat(server.send(server.request("/v1/opencode/workers/w1/heartbeat")
                .header("Content-Type", "Application/JSON; charset=utf-8").POST(BodyPublishers.ofString("{}")))
                .status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/opencode/tasks?status=%zz HTTP/1.1", "GET /v1/opencode/tasks/%zz HTTP/1.1",
        "GET /v1/opencode/tasks/%ff%fe HTTP/1.1", "GET /v1/opencode/tasks/../../../etc/passwd HTTP/1.1",
        "GET //v1//opencode//tasks//x HTTP/1.1", "BREW / HTTP/1.1", "GET x HTTP/1.1", "GET / HTTP/9.9", "nonsense"})
    void brokenRequestIsTheClientsFault(String requestLine) throws IOException {
        String answer = exchange(requestLine + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/\\d\\.\\d (4\\d\\d|501|505) .*").doesNotContain("Exception", "\tat ");
        assertThat(server.get("/").status()).isEqualTo(200);
    }

    @Test
    void headerThatNeverEndsIsRefused() throws IOException {
        String answer = exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(server.get("/").status()).isEqualTo(200);
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.url().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
