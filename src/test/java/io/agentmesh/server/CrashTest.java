package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.support.FreePort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 in the middle of submissions, claims and reports by eight workers: every acknowledged task is there
 * afterwards, and each is completed exactly once. With {@code -Dcrash.tasks=1000} as many as that.
 */
@Timeout(300)
@Tag("store")
class CrashTest {

    private static final int TASKS = Integer.getInteger("crash.tasks", 200);
    private static final int WORKERS = 8;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrDoneTwiceWhenTheServerIsKilled() throws Exception {
        Map<String, String> properties = withLongLists(TestDatabase.in(folder).properties());
        int port = FreePort.next();
        ServerProcess first = new ServerProcess(folder, port, properties);
        first.awaitAnswer();
        Crowd crowd = new Crowd(TASKS, List.of(first.url()));
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 1);
        try {
            List<Future<?>> all = crowd.start(threads, WORKERS);
            crowd.awaitCompleted(TASKS / 3);
            first.kill();
            try (ServerProcess second = new ServerProcess(folder, port, properties)) {
                second.awaitAnswer();
                join(all);
                verify(crowd, second.url());
            }
        } finally {
            threads.shutdownNow();
            first.kill();
        }
    }

    @Test
    void nothingIsLostOrDoneTwiceWhenOneOfTwoServersIsKilled() throws Exception {
        // Two servers share a PostgreSQL; with SQLite the test would say nothing about them.
        Map<String, String> properties = withLongLists(new TestDatabase.PostgresSchema("crash" + Integer.toHexString(folder.hashCode()))
                .properties());
        try (ServerProcess doomed = new ServerProcess(folder, FreePort.next(), properties);
                ServerProcess other = new ServerProcess(folder, FreePort.next(), properties)) {
            doomed.awaitAnswer();
            other.awaitAnswer();
            Crowd crowd = new Crowd(TASKS, List.of(doomed.url(), other.url()));
            ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 1);
            try {
                List<Future<?>> all = crowd.start(threads, WORKERS);
                crowd.awaitCompleted(TASKS / 3);
                doomed.kill();
                join(all);
                verify(crowd, other.url());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static void join(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get(120, TimeUnit.SECONDS);
        }
    }

    private static void verify(Crowd crowd, String url) throws IOException, InterruptedException {
        Map<String, JsonNode> stored = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (JsonNode task : new Crowd.Caller(List.of(url), 0).get("/v1/opencode/tasks?limit=1000000").json()) {
            if (stored.put(task.path("id").asText(), task) != null) {
                twice.add(task.path("id").asText());
            }
        }
        Set<String> acknowledged = crowd.acknowledged();
        assertThat(acknowledged).hasSize(TASKS);
        assertThat(twice).isEmpty();
        assertThat(stored.keySet()).containsAll(acknowledged);
        assertThat(stored.values()).allMatch(task -> task.path("status").asText().equals("completed")
                && task.path("attempt").asInt() == 1);
        assertThat(crowd.runs()).allSatisfy((task, runs) -> assertThat(runs).as(task).hasSize(1));
        assertThat(crowd.runs().keySet()).isEqualTo(stored.keySet());
        stored.forEach((id, task) -> assertThat(task.path("result").asText()).isEqualTo("by " + crowd.runs().get(id).get(0)));
    }

    /** With a list that holds all tasks, also those that were made without an answer. */
    private static Map<String, String> withLongLists(Map<String, String> database) {
        Map<String, String> properties = new HashMap<>(database);
        properties.put("server.task-limit", String.valueOf(10 * TASKS));
        return properties;
    }
}
