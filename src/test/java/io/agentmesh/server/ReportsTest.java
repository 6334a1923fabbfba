package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a report, by who sends it and when. */
@Tag("store")
class ReportsTest extends ReportScene {

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
