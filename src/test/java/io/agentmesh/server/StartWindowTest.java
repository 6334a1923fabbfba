package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.agentmesh.server.config.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWindowTest {

    @Test
    void serverThatStartsOrStopsNeverSaysThatThereIsNothing(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> settings = new HashMap<>(TestDatabase.in(folder).properties());
        settings.put("server.port", String.valueOf(port));
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Set<Integer>> seen = CompletableFuture.supplyAsync(() -> ask(port, isOver));

        for (int i = 0; i < 3; i++) {
            new ServerApp(ServerSettings.load(null, null, settings)).start().close();
        }
        isOver.set(true);

        assertThat(seen.get()).contains(503).isSubsetOf(200, 503);
    }

    /** The statuses that an address gave which is there. */
    private static Set<Integer> ask(int port, AtomicBoolean isOver) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/opencode/workers")).build();
        HttpClient client = HttpClient.newHttpClient();
        Set<Integer> statuses = new TreeSet<>();
        while (!isOver.get()) {
            try {
                statuses.add(client.send(request, BodyHandlers.discarding()).statusCode());
            } catch (IOException e) {
                // Not listening just now: as good as 503.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isOver.set(true);
            }
        }
        return statuses;
    }
}
