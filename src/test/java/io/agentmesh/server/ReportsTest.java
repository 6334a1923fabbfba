package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class ReportsTest {

    @TempDir
    Path folder;
    private TestServer server;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        task = server.createTask("global");
        server.claim(task, "w1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void outcomeIsKept() {
        TestServer.Answer answer = server.report(task, "completed", "w1",
                ", \"result\": \"all\\ngood\", \"session_id\": \"ses_1\", \"attempt\": 1");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode kept = server.task(task);
        assertThat(answer.json().path("task")).isEqualTo(kept);
        assertThat(kept.path("status").asText()).isEqualTo("completed");
        assertThat(kept.path("result").asText()).isEqualTo("all\ngood");
        assertThat(kept.path("error").isNull()).isTrue();
        assertThat(kept.path("session_id").asText()).isEqualTo("ses_1");
        assertThat(kept.path("completed_at").asText()).isGreaterThan(kept.path("started_at").asText());
        assertThat(kept.path("worker_id").asText()).isEqualTo("w1");
    }

    @Test
    void outputIsProvedByWhatItsWorkerSaysOfIt() {
        assertThat(server.task(task).path("output").isNull()).isTrue();
        say(1);
        say(1);
        say(2);
        report(2, 0);

        assertThat(server.task(task).path("output").toString()).isEqualTo("{\"batches\":2,\"bytes\":10,"
                + "\"dropped_bytes\":0,\"received_batches\":2,\"complete\":true}");
    }

    @Test
    void gapInTheOutputIsTold() {
        say(1);
        say(3);
        report(3, 0);

        JsonNode output = server.task(task).path("output");
        assertThat(output.path("received_batches").asInt()).isEqualTo(2);
        assertThat(output.path("complete").asBoolean(true)).isFalse();
    }

    @Test
    void outputThatItsWorkerDroppedIsToldAsIncomplete() {
        say(1);
        report(1, 7);

        assertThat(server.task(task).path("output").path("complete").asBoolean(true)).isFalse();
    }

    @Test
    void anotherAttemptBeginsToCountAnew() {
        say(1);
        server.report(task, "pending", "w1", ", \"attempt\": 1");
        server.claim(task, "w1");
        say(1, 2);
        server.report(task, "completed", "w1", ", \"attempt\": 2, \"output\": {\"batches\": 2, \"bytes\": 10}");

        assertThat(server.task(task).path("output").path("received_batches").asInt()).isEqualTo(1);
        assertThat(server.task(task).path("output").path("complete").asBoolean(true)).isFalse();
    }

    @Test
    void whatIsSaidOfTheOutputMustBeNumbers() {
        assertThat(server.report(task, "completed", "w1", ", \"output\": 3").status()).isEqualTo(422);
        assertThat(server.report(task, "completed", "w1", ", \"output\": {\"batches\": -1}").status()).isEqualTo(422);
        assertThat(server.report(task, "completed", "w1", ", \"output\": null").status()).isEqualTo(200);
    }

    private void say(int seq) {
        say(seq, 1);
    }

    private void say(int seq, int attempt) {
        assertThat(server.post("/v1/opencode/tasks/" + task + "/output", "{\"worker_id\": \"w1\", \"output\": \"hello\", "
                + "\"seq\": " + seq + ", \"attempt\": " + attempt + "}").status()).isEqualTo(200);
    }

    private void report(int batches, int dropped) {
        assertThat(server.report(task, "completed", "w1", ", \"attempt\": 1, \"output\": {\"batches\": " + batches
                + ", \"bytes\": 10, \"dropped_bytes\": " + dropped + "}").status()).isEqualTo(200);
    }

    @Test
    void sameOutcomeAgainIsNoError() {
        String content = ", \"error\": \"broke\", \"session_id\": \"ses_1\", \"attempt\": 1";
        TestServer.Answer first = server.report(task, "failed", "w1", content);

        TestServer.Answer again = server.report(task, "failed", "w1", content);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void anotherOutcomeAfterTheFirstIsRefused() {
        server.report(task, "completed", "w1", ", \"result\": \"r\"");

        assertThat(server.report(task, "completed", "w1", ", \"result\": \"other\"").status()).isEqualTo(409);
        assertThat(server.report(task, "completed", "w1", "").status()).isEqualTo(409);
        assertThat(server.report(task, "failed", "w1", ", \"error\": \"e\"").status()).isEqualTo(409);
        assertThat(server.report(task, "pending", "w1", "").status()).isEqualTo(409);
        assertThat(server.task(task).path("result").asText()).isEqualTo("r");
    }

    @Test
    void reportOfAnotherWorkerIsRefused() {
        TestServer.Answer answer = server.report(task, "completed", "w2", ", \"result\": \"r\"");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("not w2's");
        assertThat(server.task(task).path("status").asText()).isEqualTo("running");
    }

    @Test
    void reportOfAnOlderAttemptIsRefused() {
        server.report(task, "pending", "w1", ", \"attempt\": 1");
        server.claim(task, "w1");

        TestServer.Answer answer = server.report(task, "completed", "w1", ", \"attempt\": 1");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("at attempt 2");
        assertThat(server.report(task, "completed", "w1", ", \"attempt\": 2").status()).isEqualTo(200);
    }

    @Test
    void taskThatNobodyClaimedHasNoOutcome() {
        String waiting = server.createTask("global");

        assertThat(server.report(waiting, "completed", "w1", "").status()).isEqualTo(409);
        assertThat(server.task(waiting).path("status").asText()).isEqualTo("pending");
    }

    @Test
    void taskThatIsGivenBackCanBeClaimedByAnother() {
        TestServer.Answer answer = server.report(task, "pending", "w1", ", \"attempt\": 1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/task/status").asText()).isEqualTo("pending");
        assertThat(answer.json().at("/task/worker_id").isNull()).isTrue();
        TestServer.Answer claim = server.claim(task, "w2");
        assertThat(claim.status()).isEqualTo(200);
        assertThat(claim.json().at("/task/attempt").asInt()).isEqualTo(2);
    }

    @Test
    void givingBackTwiceIsNoErrorUntilSomeoneTookIt() {
        server.report(task, "pending", "w1", ", \"attempt\": 1");

        assertThat(server.report(task, "pending", "w1", ", \"attempt\": 1").status()).isEqualTo(200);
        server.claim(task, "w2");
        assertThat(server.report(task, "pending", "w1", ", \"attempt\": 1").status()).isEqualTo(409);
        assertThat(server.task(task).path("status").asText()).isEqualTo("running");
    }

    @Test
    void onlyTheHolderGivesBack() {
        assertThat(server.report(task, "pending", "w2", "").status()).isEqualTo(409);
        assertThat(server.task(task).path("worker_id").asText()).isEqualTo("w1");
    }

    @Test
    void whatNoDatabaseStoresIsReplacedInAnOutcomeAndStaysRepeatable() {
        String content = ", \"result\": \"a\\u0000b\\ud800c\"";

        assertThat(server.report(task, "completed", "w1", content).status()).isEqualTo(200);
        assertThat(server.report(task, "completed", "w1", content).status()).isEqualTo(200);

        assertThat(server.task(task).path("result").asText()).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void reportForAnUnknownTaskIsNotFound() {
        assertThat(server.report("nobodys", "completed", "w1", "").status()).isEqualTo(404);
        assertThat(server.report("nobodys", "running", "w1", "").status()).isEqualTo(404);
        assertThat(server.report("nobodys", "pending", "w1", "").status()).isEqualTo(404);
    }
}
