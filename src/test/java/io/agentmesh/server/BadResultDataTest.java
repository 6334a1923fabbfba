package io.agentmesh.server;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An outcome whose data is wrong, too large or unstorable. */
@Tag("store")
class BadResultDataTest extends ReportScene {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "\"changes\": [] | changes must be a JSON object.",
        "\"usage\": \"much\" | usage must be a JSON object.",
        "\"data\": 1 | data must be a JSON object.",
        "\"changes\": {\"diff\": 1} | changes.diff must be a text.",
        "\"changes\": {\"added\": -1} | changes.added must be a whole number from 0.",
        "\"changes\": {\"diff_truncated\": \"no\"} | changes.diff_truncated must be true or false.",
        "\"changes\": {\"files\": {}} | files must be a list of",
        "\"changes\": {\"files\": [\"a\"]} | files must be a list of objects.",
        "\"changes\": {\"files\": [{\"path\": 1}]} | changes.files.path must be a text.",
        "\"changes\": {\"files\": [{\"added\": 1.5}]} | changes.files.added must be a whole number from 0.",
        "\"changes\": {\"commits\": [{\"title\": {}}]} | changes.commits.title must be a text.",
        "\"changes\": {\"refs\": [{\"name\": []}]} | changes.refs.name must be a text.",
        "\"usage\": {\"input\": -1} | input must be a whole number from 0",
        "\"usage\": {\"output\": 1e30} | output must be a whole number from 0",
        "\"usage\": {\"cost\": -0.1} | usage.cost must be a number from 0",
        "\"usage\": {\"cost\": 1e999} | usage.cost must be a number from 0",
        "\"usage\": {\"cost\": \"1\"} | usage.cost must be a number from 0",
        "\"usage\": {\"model\": 1} | model must be a text."})
    void whatIsWrongIsRefusedAndTheTaskStays(String field, String sentence) {
        TestServer.Answer answer = server.report(task, "completed", "w1", ", " + field);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.detail()).startsWith(sentence);
        assertThat(server.task(task).path("status").asText()).isEqualTo("running");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);

        assertThat(server.report(task, "completed", "w1", ", \"data\": " + deep).status()).isEqualTo(400);
        assertThat(server.task(task).path("status").asText()).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource({"changes.diff, 2097153", "changes, 20000", "data, 65536", "usage.model, 1001"})
    void whatIsTooLargeIsNamedAndTheTaskCanBeReportedWithoutIt(String field, int length) {
        String text = "\"" + "x".repeat(length) + "\"";
        String sent = switch (field) {
            case "changes.diff" -> ", \"changes\": {\"diff\": " + text + "}";
            case "changes" -> ", \"changes\": {\"branch\": " + text + "}";
            case "data" -> ", \"data\": {\"a\": " + text + "}";
            default -> ", \"usage\": {\"model\": " + text + "}";
        };

        TestServer.Answer answer = server.report(task, "completed", "w1", sent);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.detail()).startsWith(field + " must be at most ");
        assertThat(server.report(task, "completed", "w1", "").status()).isEqualTo(200);
    }

    @Test
    void largestDiffIsKept() {
        String diff = "ä".repeat(1_048_576);

        assertThat(server.report(task, "completed", "w1", ", \"changes\": {\"diff\": \"" + diff + "\"}").status()).isEqualTo(200);
        assertThat(server.task(task).at("/changes/diff").asText()).isEqualTo(diff);
    }

    @Test
    void whatNoDatabaseStoresIsReplaced() {
        assertThat(server.report(task, "completed", "w1", ", \"changes\": {\"diff\": \"a\\u0000\\ud800\", \"files\": "
                + "[{\"path\": \"\\udc00\"}]}, \"usage\": {\"model\": \"\\u0000\"}, \"data\": {\"k\\u0000\": [\"\\ud800\"]}")
                .status()).isEqualTo(200);

        JsonNode kept = server.task(task);
        assertThat(kept.at("/changes/diff").asText()).isEqualTo("a\uFFFD\uFFFD");
        assertThat(kept.at("/changes/files/0/path").asText()).isEqualTo("\uFFFD");
        assertThat(kept.at("/usage/model").asText()).isEqualTo("\uFFFD");
        assertThat(kept.path("data").toString()).isEqualTo("{\"k\uFFFD\":[\"\uFFFD\"]}");
    }
}
