package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a worker takes tasks from the streams of its codebases. */
@Execution(ExecutionMode.CONCURRENT)
class RedisWorkerTest extends RedisWorkerScene {

    @Test
    void aTaskComesFromItsStreamAndLeavesItWithItsOutcome() throws Exception {
        start();

        String task = scene.submit(shop, "say hello");

        patiently().until(() -> scene.status(task).equals("completed"));
        assertThat(scene.task(task).path("result").asText()).isEqualTo("hello");
        patiently().until(() -> scene.backlog(shop) == 0);
        assertThat(machine.agent.prompts()).containsExactly("say hello");
    }

    @Test
    void aTaskWaitsOnItsStreamWhileItsCodebaseIsBusyAndKeepsNoOtherWaiting() throws Exception {
        machine.with("codebases", List.of(machine.folder("shop").toString(), machine.folder("blog").toString()))
                .with("max_concurrent", 2);
        start();
        String first = scene.submit(shop, "hold one");
        patiently().until(() -> scene.status(first).equals("running"));

        String second = scene.submit(shop, "say two");
        String other = scene.submit(scene.codebase("blog"), "say other");

        patiently().until(() -> scene.status(other).equals("completed"));
        assertThat(scene.status(second)).isEqualTo("pending");
        machine.agent.release("one");
        patiently().until(() -> scene.status(second).equals("completed"));
        patiently().until(() -> scene.backlog(shop) == 0);
        assertThat(machine.agent.prompts()).containsExactlyInAnyOrder("hold one", "say two", "say other");
    }

    @Test
    void aTaskThatComesBothWaysRunsOnce() throws Exception {
        machine = scene.pollingMachine("w1").property("worker.redis-safety-poll=100ms").with("poll_interval", "100ms");
        machine.with("codebases", List.of(machine.folder("shop").toString()));
        start();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String task = scene.submit(shop, "say " + i);
            tasks.add(scene.put(task));
        }

        patiently().untilAsserted(() -> assertThat(tasks).allMatch(task -> scene.status(task).equals("completed")));
        patiently().until(() -> scene.backlog(shop) == 0);
        assertThat(machine.agent.prompts()).hasSize(10).doesNotHaveDuplicates();
        assertThat(tasks).allMatch(task -> scene.task(task).path("attempt").asInt() == 1);
    }

    @Test
    void aStreamIsReadOnAfterAClaimThatCameTooLate() throws Exception {
        machine.property("worker.redis-codebases=1h");
        start();
        String task = scene.create(shop, "build", "say hello");
        String pending = scene.task(task).toString();
        scene.put(shop, pending);
        patiently().until(() -> scene.status(task).equals("completed"));
        patiently().until(() -> scene.backlog(shop) == 0);

        scene.put(shop, pending);
        patiently().until(() -> scene.backlog(shop) == 0);
        String next = scene.submit(shop, "say more");

        patiently().until(() -> scene.status(next).equals("completed"));
        assertThat(machine.agent.prompts()).containsExactly("say hello", "say more");
    }

    @Test
    void aTaskOfACodebaseThatIsAnotherWorkersNowIsLeftToIt() throws Exception {
        start();
        scene.post("/v1/opencode/codebases/" + shop + "/tasks", Map.of("title", "t", "prompt", "p"));
        String theirs = scene.post("/v1/opencode/codebases", Map.of("name", "theirs", "path", "/theirs", "worker_id", "w2"))
                .at("/codebase/id").asText();
        String task = scene.submit(theirs, "say hello");
        String ours = scene.submit(shop, "say mine");

        patiently().until(() -> scene.status(ours).equals("completed"));
        assertThat(scene.status(task)).isEqualTo("pending");
        assertThat(scene.backlog(theirs)).isEqualTo(1);
        assertThat(scene.stream(theirs).listGroups()).isEmpty();
    }

    @Test
    void aCodebaseThatAPersonGivesTheWorkerIsReadWithoutARestart() throws Exception {
        start();
        String wanted = scene.post("/v1/opencode/codebases", Map.of("name", "wanted", "path",
                machine.folder("wanted").toString(), "worker_id", "w1")).at("/codebase/id").asText();

        String task = scene.submit(wanted, "say hello");

        patiently().until(() -> scene.status(task).equals("completed"));
    }

    @Test
    void aRegistrationIsTakenByTheWorkerThatHasTheFolder() throws Exception {
        start();
        WorkerFixture second = scene.machine("w2");
        scene.start(second);
        Path theirs = second.folder("theirs");
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(scene.put(scene.post("/v1/opencode/codebases", Map.of("name", "n" + i, "path",
                    Files.createDirectories(theirs.resolve("n" + i)).toString())).path("task_id").asText()));
        }

        patiently().untilAsserted(() -> assertThat(tasks).allMatch(task -> scene.status(task).equals("completed")));
        patiently().until(() -> scene.backlog("__pending__") == 0);
    }
}
