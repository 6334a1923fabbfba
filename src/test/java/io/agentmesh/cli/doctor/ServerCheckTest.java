package io.agentmesh.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.settings.http.Network;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.FreePort;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.RealUvicorn;

class ServerCheckTest {

    private static final String WORKER = "token-of-a-worker-1";
    private static final String CLIENT = "token-of-a-client-1";

    private static LiveServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.json"), """
                [{"name": "w", "token": "%s", "role": "worker"}, {"name": "c", "token": "%s", "role": "client"}]"""
                .formatted(WORKER, CLIENT));
        server = new LiveServer(folder, AccessTokens.load(null, tokens));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ourServerIsKnownByItsAnswers() {
        assertThat(check(server.url().toString(), WORKER)).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(check(server.url().toString(), WORKER)).extracting(Finding::message).containsExactly(
                server.url() + " answers, knows the token, and is one of the agentmesh serve kind",
                "within 30 s of the server's");
    }

    @Test
    void aTokenThatIsMissingOrWrongIsTold() {
        assertThat(problem(check(server.url().toString(), null)).message()).endsWith("wants a token, and none is set");
        Finding wrong = problem(check(server.url().toString(), "token-that-nobody-knows"));
        assertThat(wrong.message()).endsWith("doesn't know the token");
        assertThat(wrong.advice()).contains("A2A_AUTH_TOKEN");
    }

    @Test
    void noFindingShowsTheToken() {
        assertThat(check(server.url().toString(), "token-that-nobody-knows")).asString().doesNotContain("nobody-knows");
    }

    @Test
    void aClassicServerIsKnownByWhatItLacks() {
        try (ClassicServer classic = new ClassicServer("/mesh")) {
            assertThat(check(classic.url(), null)).allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                    .first().extracting(Finding::message).asString().endsWith("wants no token, and is a classic AgentMesh server");
        }
    }

    @Test
    void aClassicServerOnUvicornIsKnownToo(@TempDir Path folder) {
        try (RealUvicorn classic = new RealUvicorn(folder)) {
            assertThat(check(classic.url().toString(), null)).extracting(Finding::message).first().asString()
                    .endsWith("wants no token, and is a classic AgentMesh server");
        }
    }

    @Test
    void aServerThatIsAwayIsAProblem() throws IOException {
        int port = FreePort.next();
        assertThat(problem(check("http://127.0.0.1:" + port, null)).message())
                .endsWith("can't be reached: connection refused");
        assertThat(problem(check("http://nowhere.invalid", null)).message())
                .startsWith("http://nowhere.invalid can't be reached: ");
    }

    @Test
    void whatIsNoAgentMeshServerIsTold() throws IOException {
        assertThat(answered(200, "<html>hello</html>").message()).endsWith("answers 200, but not as an AgentMesh server does");
        assertThat(answered(404, "not here").message()).endsWith("answers 404, but not as an AgentMesh server does");
        assertThat(answered(200, "{}").message()).endsWith("but not as an AgentMesh server does");
        assertThat(answered(502, "").message()).endsWith("fails with 502");
        assertThat(answered(403, "").advice()).contains("role worker");
        assertThat(answered(302, "").message()).endsWith("leads elsewhere, to http://other.invalid/");
    }

    @Test
    void anotherMachinesWorkerOfTheSameIdIsTold() throws Exception {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.url() + "/v1/opencode/workers/register"))
                .header("Authorization", "Bearer " + WORKER).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"worker_id\": \"twin\", \"name\": \"twin\", \"capabilities\": [], \"hostname\": \"far\"}"))
                .build(), BodyHandlers.discarding());

        assertThat(check(server.url().toString(), WORKER, "twin", "near"))
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .singleElement().extracting(Finding::message).isEqualTo("a worker with the id twin is active on the machine far");
        assertThat(check(server.url().toString(), WORKER, "twin", "far")).extracting(Finding::level)
                .containsOnly(Level.OK);
    }

    @Test
    void aWorkerOfTheSameIdWithAnotherStateFolderOfThisMachineIsReported() throws Exception {
        for (String instance : List.of("mine", "another")) {
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.url() + "/v1/opencode/workers/register"))
                    .header("Authorization", "Bearer " + WORKER).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"worker_id\": \"" + instance + "\", \"hostname\": \"near\", \"instance\": \""
                            + instance + "\"}")).build(), BodyHandlers.discarding());
        }

        assertThat(check(server.url().toString(), WORKER, "mine", "near")).extracting(Finding::level)
                .containsOnly(Level.OK);
        assertThat(check(server.url().toString(), WORKER, "another", "near"))
                .filteredOn(finding -> finding.level() == Level.WARNING)
                .singleElement().extracting(Finding::message)
                .isEqualTo("a worker with the id another is active on the machine near, with another state folder");
    }

    private static Finding answered(int status, String body) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "http://other.invalid/");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        try {
            return problem(check("http://127.0.0.1:" + other.getAddress().getPort(), null));
        } finally {
            other.stop(0);
        }
    }

    private static List<Finding> check(String url, String token) {
        return check(url, token, "w1", "near");
    }

    private static List<Finding> check(String url, String token, String worker, String host) {
        return new ServerCheck(url, token, worker, host, "mine", new ClockCheck(Clock.systemUTC()),
                Network.direct()).check();
    }

    private static Finding problem(List<Finding> findings) {
        assertThat(findings.get(0).level()).isEqualTo(Level.PROBLEM);
        assertThat(findings.get(0).advice()).isNotEmpty();
        return findings.get(0);
    }
}
