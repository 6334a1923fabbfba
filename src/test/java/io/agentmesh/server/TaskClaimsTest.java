package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.LogLines;

@Tag("store")
class TaskClaimsTest {

    private static final int RIVALS = 8;
    private static final int TASKS = 500;

    @TempDir
    Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void claimedTaskRunsWithItsFirstAttempt() {
        String task = server.createTask("global");

        TestServer.Answer answer = server.claim(task, "w1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/task/status").asText()).isEqualTo("running");
        assertThat(answer.json().at("/task/worker_id").asText()).isEqualTo("w1");
        assertThat(answer.json().at("/task/attempt").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/task/started_at").asText()).endsWith("Z");
    }

    /** By these names the levels of the log are set, and its lines are found. */
    @Test
    void changeOfATaskIsLoggedUnderTheNameOfItsRoute() {
        try (LogLines log = new LogLines()) {
            String task = server.createTask("global");
            server.claim(task, "w1");

            assertThat(log.loggersOf("task " + task + " claimed by w1")).containsExactly("claim-task");
        }
    }

    @Test
    void holderMayClaimAgainBecauseItsAnswerMayHaveBeenLost() {
        String task = server.createTask("global");
        TestServer.Answer first = server.claim(task, "w1");

        TestServer.Answer again = server.claim(task, "w1");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void secondWorkerIsTooLate() {
        String task = server.createTask("global");
        server.claim(task, "w1");

        TestServer.Answer answer = server.claim(task, "w2");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("running, by w1");
        assertThat(server.task(task).path("worker_id").asText()).isEqualTo("w1");
    }

    @Test
    void taskOfAnotherWorkersCodebaseIsNotGiven() {
        String task = server.createTask(server.registerCodebase("w1", "/p"));

        assertThat(server.claim(task, "w2").status()).isEqualTo(403);

        assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
        assertThat(server.claim(task, "w1").status()).isEqualTo(200);
    }

    @Test
    void finishedTaskIsNotGivenAgain() {
        String task = server.createTask("global");
        server.claim(task, "w1");
        server.report(task, "completed", "w1", "");

        assertThat(server.claim(task, "w1").status()).isEqualTo(409);
        assertThat(server.claim(task, "w2").status()).isEqualTo(409);
    }

    @Test
    void everyTaskIsWonByExactlyOneOfManyRivals() throws Exception {
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(server.createTask("global"));
        }
        Map<String, List<String>> winners = new ConcurrentHashMap<>();
        List<Callable<Integer>> rivals = new ArrayList<>();
        for (int i = 0; i < RIVALS; i++) {
            String worker = "w" + i;
            rivals.add(() -> claimAll(tasks, worker, winners));
        }
        ExecutorService pool = Executors.newFixedThreadPool(RIVALS);
        try {
            int won = 0;
            for (Future<Integer> rival : pool.invokeAll(rivals)) {
                won += rival.get();
            }
            assertThat(won).isEqualTo(TASKS);
        } finally {
            pool.shutdownNow();
        }

        assertThat(winners).hasSize(TASKS);
        winners.forEach((task, workers) -> {
            assertThat(workers).hasSize(1);
            assertThat(server.task(task).path("worker_id").asText()).isEqualTo(workers.get(0));
            assertThat(server.task(task).path("attempt").asInt()).isEqualTo(1);
        });
    }

    private int claimAll(List<String> tasks, String worker, Map<String, List<String>> winners) {
        int won = 0;
        for (String task : tasks) {
            int status = server.claim(task, worker).status();
            assertThat(status).isIn(200, 409);
            if (status == 200) {
                winners.computeIfAbsent(task, id -> new CopyOnWriteArrayList<>()).add(worker);
                won++;
            }
        }
        return won;
    }
}
