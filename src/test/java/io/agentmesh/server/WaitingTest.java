package io.agentmesh.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a pending task waits, as its readers learn it. */
@Tag("store")
class WaitingTest extends WaitingScene {

    private static final String LONG_AGO = "2026-01-02T03:04:05.000000Z";

    @Test
    void taskThatAWorkerMayTakeIsNext() {
        assertThat(waiting(task)).isEqualTo("{\"reason\":\"next\",\"position\":1}");
    }

    @Test
    void taskOfNobodyWaitsForAWorker() {
        server.post("/v1/opencode/workers/w1/unregister");
        server.registerWorker("w2");

        assertThat(waiting(task)).isEqualTo("{\"reason\":\"no_worker\",\"position\":1}");
    }

    @Test
    void silentWorkerIsOfflineSinceItsLastSign() throws Exception {
        reported("w1", "{\"%s\": {\"reason\": \"slots_busy\"}}".formatted(task));
        silence("w1", LONG_AGO);

        assertThat(waiting(task)).isEqualTo("{\"reason\":\"worker_offline\",\"detail\":\"since " + LONG_AGO + "\",\"position\":1}");

        server.post("/v1/opencode/workers/w1/heartbeat", "{}");
        assertThat(reason(task)).isEqualTo("slots_busy");
    }

    @Test
    void workerCountsUntilItsTimeoutIsOver() throws Exception {
        silence("w1", Instant.now().minus(Duration.ofSeconds(60)).toString().substring(0, 19) + ".000000Z");
        assertThat(reason(task)).isEqualTo("next");

        silence("w1", Instant.now().minus(Duration.ofSeconds(91)).toString().substring(0, 19) + ".000000Z");
        assertThat(reason(task)).isEqualTo("worker_offline");
    }

    @Test
    void whatTheWorkerTellsIsKnownUntilItsNextHeartbeat() {
        String other = server.createTask(codebase);
        reported("w1", "{\"%s\": {\"reason\": \"hook\", \"detail\": \"Not at night.\"}, \"%s\": {\"reason\": \"folder_busy\"}}"
                .formatted(task, other));

        assertThat(waiting(task)).isEqualTo("{\"reason\":\"hook\",\"detail\":\"Not at night.\",\"position\":1}");
        assertThat(waiting(other)).isEqualTo("{\"reason\":\"folder_busy\",\"position\":2}");

        reported("w1", "{\"%s\": {\"reason\": \"slots_busy\"}}".formatted(other));
        assertThat(reason(task)).isEqualTo("next");
        assertThat(reason(other)).isEqualTo("slots_busy");
        server.post("/v1/opencode/workers/w1/heartbeat", "{\"running\": []}");
        assertThat(reason(other)).as("a heartbeat without waiting tells nothing").isEqualTo("slots_busy");
        reported("w1", "{}");
        assertThat(reason(other)).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "w1/unregister"})
    void registrationAndItsEndForgetWhatWasTold(String call) {
        reported("w1", "{\"%s\": {\"reason\": \"hook\"}}".formatted(task));

        server.post("/v1/opencode/workers/" + call, "{\"worker_id\": \"w1\"}");
        server.registerWorker("w1");

        assertThat(reason(task)).isEqualTo("next");
    }

    @Test
    void workerThatDoesNotServeTheCodebaseIsNotHeard() {
        server.registerWorker("w2");

        reported("w2", "{\"%s\": {\"reason\": \"hook\", \"detail\": \"mine!\"}, \"unknown\": {\"reason\": \"hook\"}}".formatted(task));

        assertThat(reason(task)).isEqualTo("next");
    }

    @Test
    void oneOfTheWorkersThatShareACodebaseIsEnough() throws Exception {
        server.registerWorker("w2");
        String shared = share("w1");
        share("w2");
        String mine = server.createTask(shared);
        silence("w1", LONG_AGO);
        assertThat(reason(mine)).isEqualTo("next");

        reported("w2", "{\"%s\": {\"reason\": \"folder_busy\"}}".formatted(mine));
        assertThat(reason(mine)).isEqualTo("folder_busy");
        reported("w1", "{\"%s\": {\"reason\": \"slots_busy\"}}".formatted(mine));
        assertThat(reason(mine)).isEqualTo("slots_busy");

        silence("w1", LONG_AGO);
        assertThat(reason(mine)).isEqualTo("folder_busy");
        silence("w2", "2026-01-02T03:04:06.000000Z");
        assertThat(waiting(mine)).contains("since 2026-01-02T03:04:06.000000Z");
        server.post("/v1/opencode/workers/w1/unregister");
        server.post("/v1/opencode/workers/w2/unregister");
        assertThat(reason(mine)).isEqualTo("no_worker");
    }

    @Test
    void fullWorkerDoesNotLookAtWhatIsNew() throws Exception {
        server.post("/v1/opencode/workers/w1/heartbeat", "{\"free_slots\": 0, \"waiting\": {}}");
        assertThat(reason(task)).isEqualTo("slots_busy");
        reported("w1", "{\"%s\": {\"reason\": \"hook\"}}".formatted(task));
        assertThat(reason(task)).isEqualTo("hook");

        server.post("/v1/opencode/workers/w1/heartbeat", "{\"free_slots\": 1, \"waiting\": {}}");
        assertThat(reason(task)).isEqualTo("next");

        server.post("/v1/opencode/workers/w1/heartbeat", "{\"free_slots\": 0}");
        server.registerWorker("w2");
        server.post("/v1/opencode/workers/w2/heartbeat", "{\"free_slots\": 2}");
        assertThat(reason(task)).as("w2 has slots, but not this codebase").isEqualTo("slots_busy");
        String global = server.createTask("global");
        assertThat(reason(global)).isEqualTo("next");
        silence("w2", LONG_AGO);
        assertThat(reason(global)).isEqualTo("slots_busy");
        server.registerWorker("w1");
        assertThat(reason(task)).isEqualTo("next");
    }

    @Test
    void taskOfNoCodebaseWaitsForAnyWorker() throws Exception {
        String global = server.createTask("global");
        String looking = server.post("/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/q\"}").json().path("task_id").asText();
        assertThat(List.of(reason(global), reason(looking))).containsOnly("next");

        silence("w1", LONG_AGO);
        assertThat(List.of(reason(global), reason(looking))).containsOnly("worker_offline");

        server.post("/v1/opencode/workers/w1/unregister");
        assertThat(List.of(reason(global), reason(looking))).containsOnly("no_worker");
    }

    @Test
    void placeInTheQueueIsThatOfTheCodebase() {
        String urgent = server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": 5}").json().at("/task/id").asText();
        String elsewhere = server.createTask("global");
        String last = server.createTask(codebase);

        for (String list : List.of("?status=pending", "", "?status=pending&fields=short", "?limit=4")) {
            JsonNode tasks = server.get("/v1/opencode/tasks" + list).json();
            assertThat(tasks).extracting(listed -> listed.path("id").asText()).containsExactly(urgent, task, elsewhere, last);
            assertThat(tasks).extracting(listed -> listed.at("/waiting_for/position").asInt()).containsExactly(1, 2, 1, 3);
        }
        assertThat(List.of(urgent, task, elsewhere, last)).extracting(id -> server.task(id).at("/waiting_for/position").asInt())
                .containsExactly(1, 2, 1, 3);

        server.claim(urgent, "w1");
        assertThat(server.task(last).at("/waiting_for/position").asInt()).isEqualTo(2);
        assertThat(server.task(urgent).has("waiting_for")).isFalse();
        assertThat(server.get("/v1/opencode/tasks").json().get(0).has("waiting_for")).isFalse();
    }

    @Test
    void peopleSeeItInTheirListAndAWorkerDoesNotAsk() {
        reported("w1", "{\"%s\": {\"reason\": \"hook\", \"detail\": \"d\"}}".formatted(task));

        assertThat(server.get("/v1/monitor/tasks").json().at("/tasks/0/waiting_for").toString())
                .isEqualTo("{\"reason\":\"hook\",\"detail\":\"d\"}");
        assertThat(server.get("/v1/opencode/tasks?worker_id=w1&status=pending").json().get(0).has("waiting_for")).isFalse();
    }

    private String share(String worker) {
        return server.post("/v1/opencode/codebases", "{\"name\": \"s\", \"path\": \"/s\", \"shared\": true, \"worker_id\": \""
                + worker + "\"}").json().at("/codebase/id").asText();
    }
}
