package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a task tells of its output, by what its worker says of it. */
@Tag("store")
class OutputProofTest extends ReportScene {

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
}
