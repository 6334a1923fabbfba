package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Workers that share a codebase, with a server that puts its tasks on a real Redis. {@code -Dredis.tasks=10000} runs so
 * many tasks, {@code -Dredis.cut=60} has Redis away for so many seconds.
 */
@Execution(ExecutionMode.CONCURRENT)
class RedisFleetTest {

    private static final int TASKS = Integer.getInteger("redis.tasks", 200);
    private static final int WORKERS = Integer.getInteger("redis.workers", 8);
    private static final Duration CUT = Duration.ofSeconds(Integer.getInteger("redis.cut", 2));
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusMillis(TASKS * 60L);

    @TempDir
    Path folder;

    private RedisScene scene;

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void eachTaskRunsOnce() throws Exception {
        scene = new RedisScene(folder, true, Map.of("server.task-limit", String.valueOf(2 * TASKS)));
        for (int i = 1; i <= WORKERS; i++) {
            scene.start(noting(sharing(scene.machine("w" + i))));
        }
        String shop = shop();

        List<String> tasks = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, TASKS).parallel().forEach(i -> tasks.add(scene.create(shop, "echo", "task " + i)));

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> scene.get(
                "/v1/opencode/tasks?status=completed").size() == TASKS);
        List<String> ran = new ArrayList<>();
        Set<String> workers = new TreeSet<>();
        for (int i = 1; i <= WORKERS; i++) {
            List<String> here = ranAt("w" + i);
            ran.addAll(here);
            if (!here.isEmpty()) {
                workers.add("w" + i);
            }
        }
        assertThat(ran).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(workers).hasSizeGreaterThan(1);
        assertThat(scene.get("/v1/opencode/tasks")).allSatisfy(task ->
                assertThat(task.path("attempt").asInt()).isEqualTo(1));
        await().atMost(PATIENCE).until(() -> scene.backlog(shop) == 0);
        assertThat(scene.dead()).isEmpty();
    }

    @Test
    void theTaskOfAWorkerThatIsKilledIsRunByAnother() throws Exception {
        scene = new RedisScene(folder, true, Map.of("server.worker-timeout", "12s", "server.lease-check", "1s"));
        WorkerFixture doomed = sharing(scene.machine("w1"));
        WorkerFixture other = sharing(scene.machine("w2"));
        try (WorkerProcess process = new WorkerProcess(doomed)) {
            String shop = shop();
            String task = scene.create(shop, "build", "hold on");
            await().atMost(PATIENCE).until(() -> !doomed.agent.prompts().isEmpty());
            scene.start(other);

            process.kill();
            doomed.agent.release("on");
            await().atMost(PATIENCE).until(() -> !other.agent.prompts().isEmpty());
            other.agent.release("on");

            await().atMost(PATIENCE).until(() -> scene.status(task).equals("completed"));
            assertThat(scene.task(task).path("worker_id").asText()).isEqualTo("w2");
            assertThat(scene.task(task).path("attempt").asInt()).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> scene.backlog(shop) == 0);
        }
        await().atMost(PATIENCE).until(() -> doomed.agent.left().isEmpty());
    }

    @Test
    void withoutRedisTheServerIsPolledAndRedisIsReturnedTo() throws Exception {
        scene = new RedisScene(folder, true, Map.of());
        WorkerFixture machine = noting(sharing(scene.pollingMachine("w1")).property("worker.redis-safety-poll=1h"));
        try (WorkerProcess process = new WorkerProcess(machine)) {
            String shop = shop();
            await().atMost(PATIENCE).until(() -> count(process, "tasks come from redis://") == 1);
            run(shop, "before");

            scene.redis.kill();
            run(shop, "away");
            await().pollDelay(CUT).atMost(CUT.plus(PATIENCE)).until(() -> count(process, "can't be used") == 1);
            run(shop, "still away");
            scene.redis.start();
            await().atMost(PATIENCE).until(() -> count(process, "tasks come from redis://") == 2);
            run(shop, "with its data");

            scene.redis.kill();
            scene.redis.startEmpty();
            run(shop, "with nothing");
            await().atMost(PATIENCE).until(() -> scene.backlog(shop) == 0);

            assertThat(ranAt("w1")).hasSize(5).doesNotHaveDuplicates();
            assertThat(count(process, "can't be used")).isBetween(1, 2);
            assertThat(process.log()).doesNotContain("\tat ");
            process.terminate();
            assertThat(process.exitCode()).isZero();
        }
    }

    private void run(String codebase, String prompt) {
        String task = scene.create(codebase, "echo", prompt);
        await().atMost(PATIENCE).until(() -> scene.status(task).equals("completed"));
    }

    private static int count(WorkerProcess process, String text) {
        return process.log().split(Pattern.quote(text), -1).length - 1;
    }

    private String shop() {
        await().atMost(PATIENCE).until(() -> scene.codebase("shop") != null);
        return scene.codebase("shop");
    }

    private static WorkerFixture sharing(WorkerFixture machine) {
        return machine.with("codebases", List.of(Map.of("name", "shop", "path", machine.folder("shop").toString(),
                "shared", true)));
    }

    /** An echo also writes the task's id into a file. */
    private WorkerFixture noting(WorkerFixture machine) {
        machine.write("routes/echo-task.camel.yaml", """
                - route:
                    id: echo-task
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct
                      parameters:
                        name: echo-task
                      steps:
                        - setBody:
                            expression:
                              simple:
                                expression: "${variable.task.id}"
                        - to:
                            uri: file
                            parameters:
                              directoryName: "%s"
                              fileName: ran
                              fileExist: Append
                              appendChars: '\\n'
                        - setBody:
                            expression:
                              method:
                                ref: requestBodies
                                method: echo(${variable.task})
                """.formatted(machine.root));
        return machine.with("routes", machine.root.resolve("routes").toString());
    }

    private List<String> ranAt(String worker) {
        Path ran = folder.resolve(worker).resolve("ran");
        try (Stream<String> lines = Files.exists(ran) ? Files.lines(ran) : Stream.of()) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
