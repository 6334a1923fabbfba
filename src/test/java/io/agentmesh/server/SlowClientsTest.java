package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How long a server waits for what a client has to say. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class SlowClientsTest {

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(folder, "server.idle-timeout=2s", "server.request-timeout=1s", "server.max-body-size=1000");
        client = new RawClient(server);
    }

    @AfterEach
    void serverGoesOn() {
        await().untilAsserted(() -> assertThat(server.get("/v1/opencode/tasks").status()).isEqualTo(200));
        server.close();
    }

    @Test
    void connectionThatSaysNothingIsClosed() throws IOException {
        try (Socket silent = client.connect()) {
            assertThat(RawClient.readAll(silent)).isEmpty();
        }
    }

    @Test
    void headersThatDribbleInAreNotWaitedForForEver() throws IOException {
        assertThat(closesWhileFed("GET / HTTP/1.1\r\nHost: localhost\r\nX: ")).isTrue();
    }

    @Test
    void bodyThatDribblesInIsNotWaitedForForEver() throws IOException {
        assertThat(closesWhileFed(post("Content-Length: 900\r\n"))).isTrue();
    }

    @Test
    void bodyThatGoesOnAfterTheRefusalIsNotReadForEver() throws IOException {
        assertThat(closesWhileFed(post("Transfer-Encoding: chunked\r\nOrigin: http://evil.example\r\n") + "fffff\r\n"))
                .isTrue();
    }

    /** Whether the server closes the connection after all, though a byte comes every now and then. */
    private boolean closesWhileFed(String beginning) throws IOException {
        try (Socket socket = client.connect()) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            await().pollInterval(Duration.ofMillis(200)).until(() -> isClosedAfter(socket));
            return true;
        }
    }

    private static boolean isClosedAfter(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('a');
            socket.getOutputStream().flush();
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static String post(String headers) {
        return "POST /v1/opencode/workers/register HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n" + headers + "\r\n";
    }
}
