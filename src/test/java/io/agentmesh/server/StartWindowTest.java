package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.support.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWindowTest {

    private static final int MOST_STARTS = 30;

    @Test
    void serverThatStartsOrStopsNeverSaysThatThereIsNothing(@TempDir Path folder) throws Exception {
        int port = FreePort.next();
        Map<String, String> settings = new HashMap<>(TestDatabase.in(folder).properties());
        settings.put("server.port", String.valueOf(port));
        AtomicBoolean isOver = new AtomicBoolean();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> asker = CompletableFuture.runAsync(() -> ask(port, seen, isOver));

        // On a busy machine whoever asks may miss the moment.
        for (int i = 0; i < 3 || !seen.contains(503) && i < MOST_STARTS; i++) {
            new ServerApp(ServerSettings.load(null, null, settings)).start().close();
        }
        isOver.set(true);
        asker.get();

        assertThat(seen).contains(503).isSubsetOf(200, 503);
    }

    /** Notes the statuses that an address gives which is there. */
    private static void ask(int port, Set<Integer> statuses, AtomicBoolean isOver) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/opencode/workers")).build();
        HttpClient client = HttpClient.newHttpClient();
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
    }
}
