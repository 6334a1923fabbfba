package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.worker.redis.QueueWatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole worker in this process, with our server and a real Redis. */
class RedisWorkerTest {

    @TempDir
    Path folder;

    private RedisScene scene;
    private WorkerFixture machine;
    private RunningWorker worker;
    private String shop;

    @BeforeEach
    void open() throws Exception {
        scene = new RedisScene(folder);
        machine = scene.machine("w1");
        machine.with("codebases", List.of(machine.folder("shop").toString()));
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
        assertThat(machine.agent.left()).isEmpty();
    }

    private void start() throws Exception {
        worker = scene.start(machine);
        patiently().until(() -> scene.codebase("shop") != null);
        shop = scene.codebase("shop");
        patiently().until(() -> watch().isWorking());
    }

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
    void entriesThatHoldNoTaskAreSetAsideAndTheStreamGoesOn() throws Exception {
        start();
        List<String> bad = List.of("no JSON", "[]", "{\"id\": {}}", "{\"id\": \"../etc\"}", "{\"id\": \"t1\", \"codebase_id\": \"cb9\"}");
        bad.forEach(text -> scene.put(shop, text));

        String task = scene.submit(shop, "say hello");

        patiently().until(() -> scene.status(task).equals("completed"));
        patiently().until(() -> scene.backlog(shop) == 0);
        assertThat(scene.dead()).extracting(entry -> entry.get("reason")).containsExactly("its task is no JSON",
                "its task is no JSON object", "its task has not the shape of one", "it has no id that can name a file",
                "its task is of another codebase than its stream");
        assertThat(scene.dead()).allSatisfy(entry -> assertThat(entry).containsEntry("worker", "w1"));
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

    @Test
    void whatADeadWorkerReadIsTakenOver() throws Exception {
        start();
        scene.stop(worker);
        String task = scene.submit(shop, "say hello");
        scene.deliver(shop, "dead");
        worker = scene.start(machine);

        patiently().until(() -> scene.status(task).equals("completed"));
        patiently().until(() -> scene.backlog(shop) == 0);
        assertThat(scene.dead()).isEmpty();
    }

    @Test
    void aTaskThatEndedThreeWorkersIsFailedAndKeptApart() throws Exception {
        start();
        scene.stop(worker);
        String task = scene.submit(shop, "say hello");
        for (String dead : List.of("d1", "d2", "d3")) {
            scene.deliver(shop, dead);
        }
        worker = scene.start(machine);

        patiently().until(() -> scene.status(task).equals("failed"));

        assertThat(scene.task(task).path("error").asText())
                .isEqualTo("given up: 3 workers that were given the task ended before it was done");
        patiently().until(() -> scene.dead().size() == 1);
        assertThat(scene.dead().get(0)).containsEntry("deliveries", "4").containsEntry("worker", "w1");
        assertThat(scene.dead().get(0).get("history")).contains("\"from\":\"d3\"");
        assertThat(machine.agent.prompts()).isEmpty();
    }

    @Test
    void aStopDoesNotWaitForAnEntryAndLeavesOneThatWasNotBegun() throws Exception {
        machine.property("worker.redis-wait=10m");
        start();
        patiently().until(() -> scene.stream(shop).isExists());

        scene.stop(worker);

        String task = scene.submit(shop, "say hello");
        worker = scene.start(machine);
        patiently().until(() -> scene.status(task).equals("completed"));
    }

    private QueueWatch watch() {
        return worker.camel().getRegistry().lookupByNameAndType("queueWatch", QueueWatch.class);
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(40));
    }
}
