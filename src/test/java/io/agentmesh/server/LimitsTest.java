package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How much a client may send, and how many there may be. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class LimitsTest {

    private static final int CONNECTIONS = 20;

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(folder, "server.max-connections=" + CONNECTIONS, "server.max-header-size=2000",
                "server.max-uri-length=1000", "server.max-body-size=1000");
        client = new RawClient(server);
    }

    @AfterEach
    void serverGoesOn() {
        await().untilAsserted(() -> assertThat(get("/v1/opencode/tasks")).startsWith("HTTP/1.1 200"));
        server.close();
    }

    @Test
    void longAddressIsRefused() throws IOException {
        assertThat(get("/" + "a".repeat(1_000))).startsWith("HTTP/1.0 414 ").contains("{\"detail\":\"The address");
    }

    @Test
    void largeHeadersAreRefused() throws IOException {
        assertThat(client.exchange("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(2_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ").contains("{\"detail\":\"The headers");
        assertThat(client.exchange("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: aaaaaaaa\r\n".repeat(300) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void largeBodyIsRefusedBeforeItComes() throws IOException {
        String answer = client.exchange(post("Content-Length: 100000000\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("{\"detail\":");
    }

    @Test
    void largeBodyOfUnknownLengthIsRefused() throws IOException {
        String chunk = "200\r\n" + "a".repeat(0x200) + "\r\n";

        assertThat(client.exchange(post("Transfer-Encoding: chunked\r\n") + chunk.repeat(5) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void connectionIsKeptForTheNextRequest() throws IOException {
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write("GET /v1/opencode/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(RawClient.readFirst(socket)).startsWith("HTTP/1.1 200").endsWith("[]");
            }
        }
    }

    @Test
    void connectionsAboveTheLimitAreClosedAndLeaveRoomAgain() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = client.connect();
                sockets.add(socket);
                socket.getOutputStream().write("GET /v1/opencode/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            assertThat(get("/v1/opencode/tasks")).isEmpty();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private String get(String path) throws IOException {
        return client.exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static String post(String headers) {
        return "POST /v1/opencode/workers/register HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n" + headers + "\r\n";
    }
}
