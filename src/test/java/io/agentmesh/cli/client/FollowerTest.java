package io.agentmesh.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.source.ClientSettings;
import io.agentmesh.support.FreePort;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.SimulatedWorker;

class FollowerTest {

    @TempDir
    Path folder;

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final List<JsonNode> waited = new CopyOnWriteArrayList<>();

    @Test
    void serverThatIsStartedAnewIsWaitedForAndNothingIsSaidTwice() {
        String task;
        int port = FreePort.next();
        CompletableFuture<JsonNode> end;
        try (LiveServer server = new LiveServer(folder, "server.port=" + port)) {
            SimulatedWorker worker = new SimulatedWorker(server.url(), "w1", "w1");
            task = worker.submit(worker.registerCodebase("c", "/srv/c"), "t", "p");
            worker.claim(task);
            worker.print(task, "before");
            Follower follower = follower("http://127.0.0.1:" + port);
            end = CompletableFuture.supplyAsync(() -> follower.toEnd(task));
            await().atMost(Duration.ofSeconds(60)).until(() -> printed.equals(List.of("before")));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> waited.stream().anyMatch(JsonNode::isEmpty));
        try (LiveServer server = new LiveServer(folder, "server.port=" + port)) {
            SimulatedWorker worker = new SimulatedWorker(server.url(), "w1", "w1");
            worker.print(task, "after");
            worker.complete(task, "r");

            assertThat(end.orTimeout(60, TimeUnit.SECONDS).join().path("result").asText())
                    .isEqualTo("r");
        }
        assertThat(printed).containsExactly("before", "after");
    }

    @Test
    void outputOfManyPagesIsReadWhole() {
        try (LiveServer server = new LiveServer(folder, "server.output-limit=2")) {
            SimulatedWorker worker = new SimulatedWorker(server.url(), "w1", "w1");
            String task = worker.submit(worker.registerCodebase("c", "/srv/c"), "t", "p");
            worker.claim(task);
            for (int piece = 1; piece <= 5; piece++) {
                worker.print(task, String.valueOf(piece));
            }

            Tasks tasks = tasks(server.url().toString());
            new OutputReader(tasks, task, piece -> printed.add(piece.path("output").asText()), () -> printed.add("gap"))
                    .readNew(tasks.get(task));
            assertThat(printed).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void serverThatWasNeverThereIsNotWaitedFor() {
        assertThatThrownBy(() -> follower("http://127.0.0.1:1").toEnd("t")).isInstanceOf(Unreachable.class);
    }

    private Follower follower(String url) {
        return new Follower(tasks(url), Clock.systemUTC(), piece -> printed.add(piece.path("output").asText()), waited::add,
                () -> printed.add("gap"));
    }

    private static Tasks tasks(String url) {
        return new Tasks(new ApiClient(new ClientSettings(url, null), Network.direct()));
    }
}
