package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.Fault;
import io.agentmesh.support.FreePort;
import io.agentmesh.worker.ClassicWorkerTest;
import io.agentmesh.worker.ProcessTest;

/** What {@code /observe/health} tells, and when. */
class WorkerHealthTest extends ClassicWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @Test
    void aWorkerIsReadyOnceItIsRegisteredAndUntilTheServerIsSilentOrTheAgentIsGone() throws Exception {
        start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
        assertThat(JSON.readTree(get("").body()).path("status").asText()).isEqualTo("UP");

        server.fails(".*", Fault.status(500));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status("/ready")).isEqualTo(503);
            assertThat(message("server")).matches("the server hasn't answered for \\d+ s");
        });
        assertThat(status("/live")).isEqualTo(200);

        server.recovers();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));

        Files.delete(fixture.agent.program());
        assertThat(status("/ready")).isEqualTo(503);
        assertThat(message("opencode")).isEqualTo("OpenCode is missing: there is no program " + fixture.agent.program());
        assertThat(status("/live")).isEqualTo(200);
    }

    @Test
    void aFullDiskIsToldWithTheReason() throws Exception {
        fixture.with("min_free_disk", "1024TiB");

        start();

        assertThat(status("/ready")).isEqualTo(503);
        assertThat(message("disk")).startsWith("the disk of " + fixture.state + " is full: ");
        assertThat(status("/live")).isEqualTo(200);
    }

    @Test
    void aRedisThatIsAwayIsToldAndTheWorkerIsReady() throws Exception {
        fixture.with("redis_url", "redis://127.0.0.1:" + FreePort.next());

        start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(message("redis"))
                .matches("away since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ: .+"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
        assertThat(status("/live")).isEqualTo(200);
    }

    @Test
    void aPortThatIsTakenStopsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fixture.with("management_port", taken.getLocalPort());

            assertThatThrownBy(() -> fixture.start()).isInstanceOf(SettingsException.class)
                    .hasMessage("management_port: can't listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": Address already in use");
        }
    }

    private void start() throws Exception {
        port = FreePort.next();
        fixture.with("management_port", port);
        worker = fixture.start();
    }

    private int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    /** Camel 4.17 escapes a message twice, so that a slash comes with a backslash before it. */
    private String message(String check) throws IOException, InterruptedException {
        for (JsonNode one : JSON.readTree(get("").body()).path("checks")) {
            if (one.path("name").asText().equals(check)) {
                return one.path("message").asText().replace("\\/", "/");
            }
        }
        return "no check of this name";
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health" + path))
                .timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }
}
