package io.agentmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.source.ClientSettings;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.RealUvicorn;

/** Output of a classic server, which keeps the newest 1,000 pieces and answers all of them where nothing is new. */
class OutputReaderTest {

    @TempDir
    Path folder;

    private final List<String> read = new ArrayList<>();
    private RealUvicorn server;
    private JsonCalls calls;
    private String task;
    private Tasks tasks;
    private OutputReader reader;

    @BeforeEach
    void start() {
        server = new RealUvicorn(folder);
        calls = new JsonCalls(server.url());
        task = server.task(server.codebase(Path.of("/srv/shop"), "w1"), "build", "do it");
        tasks = new Tasks(new ApiClient(new ClientSettings(server.url().toString(), null), Network.direct()));
        reader = new OutputReader(tasks, task, piece -> read.add(piece.path("output").asText()), () -> read.add("gap"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void eachPieceIsReadOnce() {
        readNew();
        print(1, 3);
        readNew();
        readNew();
        print(4, 5);
        readNew();
        readNew();

        assertThat(read).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void piecesThatComeWhileOthersGoAreReadOnce() {
        print(1, 900);
        readNew();
        print(901, 1_200);
        readNew();
        print(1_201, 1_300);
        readNew();
        readNew();

        assertThat(read).containsExactlyElementsOf(IntStream.rangeClosed(1, 1_300).mapToObj(String::valueOf).toList());
    }

    @Test
    void moreThanTheServerKeepsIsAGap() {
        print(1, 2);
        readNew();
        print(3, 1_100);
        readNew();

        assertThat(read).hasSize(1_003).startsWith("1", "2", "gap", "101").endsWith("1100");
    }

    @Test
    void outputThatTheServerLostIsAGapAndNewOutputIsRead() {
        print(1, 3);
        readNew();
        calls.delete("/test/output");
        readNew();
        readNew();
        print(4, 4);
        readNew();
        readNew();

        assertThat(read).containsExactly("1", "2", "3", "gap", "4");
    }

    @Test
    void asMuchOutputAsWasLostIsReadToo() {
        print(1, 3);
        readNew();
        calls.delete("/test/output");
        print(4, 6);
        readNew();

        assertThat(read).containsExactly("1", "2", "3", "gap", "4", "5", "6");
    }

    private void readNew() {
        reader.readNew(tasks.get(task));
    }

    private void print(int first, int last) {
        for (int piece = first; piece <= last; piece++) {
            calls.post("/v1/opencode/tasks/" + task + "/output", Map.of("worker_id", "w1", "output", piece + ""));
        }
    }
}
