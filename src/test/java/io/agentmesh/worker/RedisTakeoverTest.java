package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a worker does with entries that others have left. */
@Execution(ExecutionMode.CONCURRENT)
class RedisTakeoverTest extends RedisWorkerScene {

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
}
