package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two workers of one machine that serve the same folder. */
@Execution(ExecutionMode.CONCURRENT)
class WorkerLockTest extends LivesScene {

    @Test
    void onlyOneWorksInAFolderAlsoWhenTheOtherDiedMeanwhile() throws Exception {
        WorkerProcess first = start();
        String held = submit("hold t1");
        awaitRuns(1);
        WorkerFixture other = other();
        try (WorkerProcess second = new WorkerProcess(other)) {
            String waiting = submitTo("w2", "say hello");
            within().until(() -> second.log().contains("task " + waiting + " waits"));

            first.kill();

            start();
            within().until(() -> first.log().contains(" adopted, attempt "));
            assertThat(task(waiting).path("status").asText()).isEqualTo("pending");
            assertThat(other.agent.prompts()).isEmpty();
            fixture.agent.release("t1");
            awaitStatus(held, "completed");
            awaitStatus(waiting, "completed");
            assertThat(second.log().split(" waits: ")).hasSize(2);
        }
    }

    @Test
    void aFolderIsKeptUntilARunThatWasAdoptedIsSettled() throws Exception {
        // Long enough for another worker to come in between.
        fixture.property("worker.agent-retry-delay=4000");
        WorkerProcess first = start();
        String held = submit("late t1");
        awaitRuns(1);
        WorkerFixture other = other();
        try (WorkerProcess second = new WorkerProcess(other)) {
            String waiting = submitTo("w2", "say hello");
            within().until(() -> second.log().contains("task " + waiting + " waits"));
            first.kill();
            start();
            within().until(() -> first.log().contains(" adopted, attempt "));

            fixture.agent.release("t1");

            within().until(() -> {
                boolean began = !other.agent.prompts().isEmpty();
                boolean tried = fixture.agent.prompts().size() == 2;
                assertThat(began && !tried).as("another agent is at work between two tries").isFalse();
                return tried;
            });
            awaitStatus(held, "completed");
            awaitStatus(waiting, "completed");
        }
    }

    @Test
    void aFolderIsKeptForARunThatEndsWhileNoWorkerIsThere() throws Exception {
        WorkerProcess first = start();
        String held = submit("hold t1");
        awaitRuns(1);
        WorkerFixture other = other();
        try (WorkerProcess second = new WorkerProcess(other)) {
            String waiting = submitTo("w2", "say hello");
            within().until(() -> second.log().contains("task " + waiting + " waits"));
            first.kill();
            fixture.agent.release("t1");
            within().until(() -> fixture.agent.left().isEmpty());
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(60))
                    .until(() -> other.agent.prompts().isEmpty());

            start();

            awaitStatus(held, "completed");
            awaitStatus(waiting, "completed");
        }
    }

    private WorkerFixture other() throws Exception {
        return new WorkerFixture(Files.createDirectory(folder.resolve("other")), server.url().toString())
                .with("codebases", List.of("shop:" + fixture.folder("shop"))).with("poll_interval", "200ms")
                .with("worker_name", "w2");
    }

    private String submitTo(String worker, String prompt) {
        within().until(() -> codebaseOf(worker) != null);
        return calls.post("/v1/opencode/codebases/" + codebaseOf(worker) + "/tasks",
                Map.of("title", "t", "prompt", prompt)).at("/task/id").asText();
    }

    private String codebaseOf(String worker) {
        for (var codebase : calls.get("/v1/opencode/codebases")) {
            if (codebase.path("worker_id").asText().equals(worker)) {
                return codebase.path("id").asText();
            }
        }
        return null;
    }
}
