package io.agentmesh.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an outcome has as data: changes, usage and what hooks add. */
@Tag("store")
class ResultDataTest extends ReportScene {

    private static final String FILES = "[{\"path\":\"a.txt\",\"status\":\"modified\",\"added\":2,\"removed\":1},"
            + "{\"path\":\"b ü.png\",\"old_path\":\"b.png\",\"status\":\"renamed\",\"added\":null,\"removed\":null,\"binary\":true}]";
    private static final String SUMMARY = "\"base\":\"b0\",\"head\":\"h1\",\"branch\":\"agentmesh/1\",\"added\":2,"
            + "\"removed\":1,\"diff_truncated\":false";
    private static final String CHANGES = "{" + SUMMARY + ",\"commits\":[{\"id\":\"h1\",\"title\":\"T\"}],\"files\":" + FILES
            + ",\"refs\":[{\"name\":\"refs/stash\",\"before\":null,\"after\":\"s1\"}],\"diff\":\"--- a/a.txt\\n+x 🚀\\n\"}";
    private static final String USAGE = "{\"input\":1200,\"output\":34,\"reasoning\":0,\"cache_read\":5,\"cache_write\":null,"
            + "\"cost\":0.0123,\"model\":\"a/b\"}";
    private static final String DATA = "{\"pull_request\":{\"url\":\"https://forge/7\",\"number\":7}}";
    private static final String ALL = ", \"result\": \"r\", \"changes\": " + CHANGES + ", \"usage\": " + USAGE
            + ", \"data\": " + DATA;

    @Test
    void workerLearnsThatItMaySendThem() {
        assertThat(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"w1\"}").json().path("features"))
                .extracting(JsonNode::asText).contains("changes");
    }

    @Test
    void taskHasThemAllAndAListHasThemWithoutTheDiff() {
        TestServer.Answer answer = server.report(task, "completed", "w1", ALL);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/task/changes/head").asText()).isEqualTo("h1");
        JsonNode kept = server.task(task);
        assertThat(kept.path("changes")).isEqualTo(json(CHANGES));
        assertThat(kept.path("usage")).isEqualTo(json(USAGE));
        assertThat(kept.path("data")).isEqualTo(json(DATA));
        JsonNode listed = server.get("/v1/opencode/tasks?status=completed").json().get(0);
        assertThat(listed.path("changes").path("files")).isEqualTo(json(FILES));
        assertThat(listed.path("changes").has("diff")).isFalse();
        assertThat(listed.path("usage")).isEqualTo(kept.path("usage"));
        assertThat(listed.path("data")).isEqualTo(kept.path("data"));
    }

    @Test
    void shortListHasOnlyWhatIsShort() {
        server.report(task, "failed", "w1", ALL);

        JsonNode listed = server.get("/v1/opencode/tasks?status=failed&fields=short").json().get(0);

        assertThat(listed.path("changes")).isEqualTo(json("{" + SUMMARY + "}"));
        assertThat(listed.path("usage")).isEqualTo(json(USAGE));
        assertThat(listed.has("data")).isFalse();
    }

    @Test
    void taskWithoutThemHasNoSuchFields() {
        server.report(task, "completed", "w1", ", \"changes\": null, \"usage\": {}, \"data\": null");

        JsonNode kept = server.task(task);
        assertThat(kept.has("changes") || kept.has("usage") || kept.has("data")).isFalse();
    }

    @Test
    void smallestChangesAreKept() {
        assertThat(server.report(task, "completed", "w1", ", \"changes\": {}, \"usage\": {\"cost\": 0}, \"data\": {}")
                .status()).isEqualTo(200);

        JsonNode kept = server.task(task);
        assertThat(kept.path("changes")).isEqualTo(json("{}"));
        assertThat(kept.at("/usage/cost").asText()).isEqualTo("0");
        assertThat(kept.at("/usage/input").isNull()).isTrue();
        assertThat(kept.path("data")).isEqualTo(json("{}"));
    }

    @Test
    void diffAloneIsKept() {
        server.report(task, "completed", "w1", ", \"changes\": {\"diff\": \"\\\"d\\\"\"}");

        assertThat(server.task(task).at("/changes/diff").asText()).isEqualTo("\"d\"");
    }

    /** A worker whose answer was lost may send less, such as after a restart that has the diff no more: the first counts. */
    @Test
    void sameOutcomeAgainIsNoErrorWhateverItsData() {
        server.report(task, "completed", "w1", ALL);
        JsonNode first = server.task(task);

        assertThat(server.report(task, "completed", "w1", ALL).status()).isEqualTo(200);
        assertThat(server.report(task, "completed", "w1", ", \"result\": \"r\"").status()).isEqualTo(200);
        assertThat(server.report(task, "completed", "w1", ", \"result\": \"r\", \"changes\": {\"diff\": \"other\"}").status())
                .isEqualTo(200);
        assertThat(server.report(task, "completed", "w1", ", \"result\": \"other\", \"changes\": {}").status()).isEqualTo(409);

        assertThat(server.task(task)).isEqualTo(first);
    }

    @Test
    void changesOfAnotherWorkerOrAttemptAreNotKept() throws Exception {
        assertThat(server.report(task, "completed", "w2", ALL).status()).isEqualTo(409);
        assertThat(server.report(task, "completed", "w1", ALL + ", \"attempt\": 7").status()).isEqualTo(409);

        assertThat(storedDiffs()).isZero();
        assertThat(server.task(task).has("changes")).isFalse();
    }

    @Test
    void changesOfAnEarlierAttemptDoNotComeBack() throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("insert into task_changes (task_id, attempt, details, diff) values ('" + task + "', 1, '{}', 'old')");
        }
        server.report(task, "pending", "w1", ", \"attempt\": 1");
        server.claim(task, "w1");
        server.report(task, "completed", "w1", ", \"attempt\": 2");

        assertThat(server.task(task).has("changes")).isFalse();
        assertThat(storedDiffs()).isOne();
    }

    private long storedDiffs() throws Exception {
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from task_changes")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
