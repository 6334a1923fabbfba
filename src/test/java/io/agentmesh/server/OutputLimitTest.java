package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With 100 bytes a task at the most, and pieces of 10. */
@Tag("store")
class OutputLimitTest {

    @TempDir
    Path folder;
    private TestServer server;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.output-max=100", "server.output-limit=8", "server.output-page=60");
        task = server.createTask("global");
        server.claim(task, "w1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void outputWithinTheLimitIsKeptWhole() {
        send(10);

        assertThat(all()).hasSize(10).doesNotHaveDuplicates().allMatch(text -> text.startsWith("piece"));
    }

    @Test
    void headAndTailOfLongOutputAreKeptWithANoticeOfWhatIsMissing() {
        send(30);

        List<String> texts = all();

        assertThat(texts).hasSize(30);
        assertThat(texts.subList(0, 5)).containsExactly("piece 0001", "piece 0002", "piece 0003", "piece 0004", "piece 0005");
        assertThat(texts.subList(5, 24)).containsOnly("");
        assertThat(texts.get(24)).contains("200 bytes of output are missing").contains("first and the last 50");
        assertThat(texts.subList(25, 30)).containsExactly("piece 0026", "piece 0027", "piece 0028", "piece 0029", "piece 0030");
        assertThat(read(30).path("total").asInt()).isEqualTo(30);
    }

    @Test
    void streamTellsOfWhatIsMissing() throws Exception {
        send(30);
        server.report(task, "completed", "w1", "");

        String events = HttpClient.newHttpClient().send(server.request(path() + "/stream").build(),
                BodyHandlers.ofString()).body();

        assertThat(events.lines().filter(line -> line.startsWith("id: ")))
                .containsExactly("id: 1", "id: 2", "id: 3", "id: 4", "id: 5", "id: 25", "id: 26", "id: 27", "id: 28",
                        "id: 29", "id: 30");
        assertThat(events).contains("200 bytes of output are missing").endsWith("event: done\ndata: {\"status\":\"completed\"}\n\n");
    }

    @Test
    void bytesCountAndNotCharacters() {
        for (int seq = 0; seq < 12; seq++) {
            post(seq, "ääääääääää");
        }

        // Pieces of 20 bytes: two whole ones fit into the first 50, three have something of the last 50.
        assertThat(all()).filteredOn(text -> text.startsWith("ä")).hasSize(5);
    }

    @Test
    void pieceThatComesAgainCountsOnce() {
        send(5);
        post(4, "piece 0005");

        assertThat(all()).hasSize(5);
    }

    @Test
    void piecesThatComeAtOnceAreAllKept() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> pieces = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int seq = i;
            pieces.add(() -> post(seq, String.format("piece %04d", seq)).status());
        }
        try {
            for (Future<Integer> status : senders.invokeAll(pieces)) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            senders.shutdownNow();
        }

        assertThat(all()).hasSize(10).doesNotHaveDuplicates();
    }

    private void send(int pieces) {
        for (int seq = 0; seq < pieces; seq++) {
            assertThat(post(seq, String.format("piece %04d", seq + 1)).status()).isEqualTo(200);
        }
    }

    private TestServer.Answer post(int seq, String output) {
        return server.post(path(), "{\"worker_id\": \"w1\", \"output\": \"%s\", \"attempt\": 1, \"seq\": %d}"
                .formatted(output, seq));
    }

    /** As a client reads that counts the pieces which it has. */
    private List<String> all() {
        List<String> texts = new ArrayList<>();
        for (JsonNode page = read(0); !page.path("outputs").isEmpty(); page = read(texts.size())) {
            assertThat(page.path("outputs").size()).isLessThanOrEqualTo(8);
            page.path("outputs").forEach(piece -> texts.add(piece.path("output").asText()));
        }
        return texts;
    }

    private JsonNode read(int since) {
        return server.get(path() + "?since=" + since).json();
    }

    private String path() {
        return "/v1/opencode/tasks/" + task + "/output";
    }
}
