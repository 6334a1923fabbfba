package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("store")
class SessionsTest {

    private static final String SESSION = """
            {"id": "ses_1", "title": "Fix it", "directory": "/p", "project_id": "pr", "created": 1764000000000,
             "updated": 1764000001000, "messageCount": 2, "summary": {"files": 1}, "version": "1.18.0", "later": 1}""";
    private static final String MESSAGE = """
            {"id": "msg_1", "sessionID": "ses_1", "role": "assistant", "time": {"created": 1764000000000, "x": 1},
             "agent": "build", "model": "p/m", "parts": [{"id": "prt_1", "type": "tool", "tool": "bash",
             "state": {"status": "completed"}, "callID": "c1", "later": 1}, {"id": "prt_2", "type": "text", "text": "a\\u0000b"},
             {"id": "prt_3", "type": "step-finish", "reason": "stop", "cost": 0.5, "tokens": {"input": 1}}]}""";

    @TempDir
    static Path folder;
    private static TestServer server;
    private String codebase;
    private String sessions;

    @BeforeAll
    static void start() {
        server = new TestServer(folder, "server.session-limit=3", "server.kept-sessions=5", "server.kept-messages=4");
        server.registerWorker("w1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeCodebase() {
        codebase = server.registerCodebase("w1", "/p" + System.nanoTime());
        sessions = "/v1/opencode/codebases/" + codebase + "/sessions";
    }

    @Test
    void sessionComesBackInTheShapeOfTheContract() {
        TestServer.Answer answer = sync("[" + SESSION + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasToString("{\"success\":true,\"sessions_count\":1}");
        assertThat(server.get(sessions).json()).hasToString("{\"sessions\":[{\"id\":\"ses_1\",\"title\":\"Fix it\","
                + "\"directory\":\"/p\",\"project_id\":\"pr\",\"created\":1764000000000,\"updated\":1764000001000,"
                + "\"messageCount\":2,\"summary\":{\"files\":1},\"version\":\"1.18.0\"}]}");
    }

    @Test
    void messageComesBackInTheShapeOfTheContract() {
        TestServer.Answer answer = syncMessages("[" + MESSAGE + "]");

        assertThat(answer.json()).hasToString("{\"success\":true,\"messages_count\":1}");
        assertThat(server.get(sessions + "/ses_1/messages").json()).hasToString("{\"messages\":[{\"id\":\"msg_1\","
                + "\"sessionID\":\"ses_1\",\"role\":\"assistant\",\"time\":{\"created\":1764000000000},"
                + "\"agent\":\"build\",\"model\":\"p/m\",\"parts\":[{\"id\":\"prt_1\",\"type\":\"tool\",\"tool\":\"bash\","
                + "\"state\":{\"status\":\"completed\"},\"callID\":\"c1\"},"
                + "{\"id\":\"prt_2\",\"type\":\"text\",\"text\":\"a\\u0000b\"},"
                + "{\"id\":\"prt_3\",\"type\":\"step-finish\",\"reason\":\"stop\",\"cost\":0.5,\"tokens\":{\"input\":1}}]}]}");
        assertThat(ids(sessions, "sessions")).isEqualTo("ses_1");
    }

    @Test
    void sameAgainIsStoredOnceAndTheLatestCounts() {
        sync("[" + SESSION + "]");
        sync("[" + SESSION.replace("Fix it", "Fixed") + "]");
        syncMessages("[" + MESSAGE + "]");
        syncMessages("[" + MESSAGE.replace("assistant", "user") + "]");

        assertThat(server.get(sessions).json().at("/sessions")).hasSize(1);
        assertThat(server.get(sessions).json().at("/sessions/0/title").asText()).isEqualTo("Fixed");
        assertThat(server.get(sessions + "/ses_1/messages").json().at("/messages")).hasSize(1);
        assertThat(server.get(sessions + "/ses_1/messages").json().at("/messages/0/role").asText()).isEqualTo("user");
    }

    @Test
    void latestSessionsComeFirstInPagesAndTheOldestAreForgotten() {
        sync(list(1, 7, "{\"id\": \"s%d\", \"updated\": \"2026-01-0%1$dT10:00:00\"}"));

        assertThat(ids(sessions, "sessions")).isEqualTo("s7 s6 s5");
        assertThat(ids(sessions + "?since=3", "sessions")).isEqualTo("s4 s3");
        assertThat(ids(sessions + "?since=1&limit=1", "sessions")).isEqualTo("s6");
        assertThat(ids(sessions + "?limit=1000000", "sessions")).isEqualTo("s7 s6 s5");
        assertThat(ids(sessions + "?since=9", "sessions")).isEmpty();
    }

    @Test
    void oldestMessagesComeFirstInPagesAndAreForgottenFirst() {
        syncMessages(list(1, 6, "{\"id\": \"m%d\", \"time\": {\"created\": %1$d000}}"));

        assertThat(ids(sessions + "/ses_1/messages", "messages")).isEqualTo("m3 m4 m5");
        assertThat(ids(sessions + "/ses_1/messages?since=3", "messages")).isEqualTo("m6");
        assertThat(ids(sessions + "/other/messages", "messages")).isEmpty();
    }

    @Test
    void emptySyncIsFine() {
        assertThat(sync("[]").json().path("sessions_count").asInt()).isZero();
        assertThat(syncMessages("[]").json().path("messages_count").asInt()).isZero();
    }

    @Test
    void nothingOfADeletedCodebaseIsLeft() throws SQLException {
        sync("[" + SESSION + "]");
        syncMessages("[" + MESSAGE + "]");

        assertThat(server.delete("/v1/opencode/codebases/" + codebase).status()).isEqualTo(200);
        assertThat(server.get(sessions).status()).isEqualTo(404);
        try (Connection database = server.database().connect();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from session_messages where codebase_id = '"
                        + codebase + "' union all select count(*) from sessions where codebase_id = '" + codebase + "'")) {
            while (rows.next()) {
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void onlyTheOwnerTellsAboutACodebase() {
        String body = "{\"worker_id\": \"w2\", \"sessions\": [" + SESSION + "]}";

        assertThat(server.post(sessions + "/sync", body).status()).isEqualTo(403);
        assertThat(server.get(sessions).json().path("sessions")).isEmpty();
        assertThat(server.post(sessions.replace(codebase, "unknown") + "/sync", body).status()).isEqualTo(404);
        assertThat(server.get(sessions.replace(codebase, "unknown")).status()).isEqualTo(404);
        assertThat(server.get(sessions.replace(codebase, "unknown") + "/s/messages").status()).isEqualTo(404);
        assertThat(server.get(sessions + "/%00/messages").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{}|sessions is missing", "{\"sessions\": null}|sessions is missing", "{\"sessions\": {}}|sessions must be a list",
        "{\"sessions\": [1]}|list of objects", "{\"sessions\": [{}]}|sessions[0].id",
        "{\"sessions\": [{\"id\": \"a b\"}]}|sessions[0].id", "{\"sessions\": [{\"id\": 1}]}|sessions[0].id",
        "{\"sessions\": [{\"id\": \"a\"}, {\"id\": \"b\", \"title\": 1}]}|sessions[1].title",
        "{\"sessions\": [{\"id\": \"a\", \"updated\": []}]}|updated", "{\"sessions\": [{\"id\": \"a\", \"summary\": 1}]}|summary",
        "{\"sessions\": [{\"id\": \"a\", \"messageCount\": 1.5}]}|messageCount"})
    void badSessionIsNamedAndNoneIsStored(String body, String part) {
        TestServer.Answer answer = server.post(sessions + "/sync",
                "{\"worker_id\": \"w1\"" + (body.equals("{}") ? "}" : ", " + body.substring(1)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.detail()).contains(part);
        assertThat(server.get(sessions).json().path("sessions")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"id\": \"a\", \"sessionID\": \"ses_2\"}|sessionID", "{\"id\": \"a\", \"time\": 1}|time",
        "{\"id\": \"a\", \"time\": {\"created\": {}}}|time.created", "{\"id\": \"a\", \"parts\": {}}|parts",
        "{\"id\": \"a\", \"parts\": [1]}|parts", "{\"id\": \"a\", \"role\": []}|role", "{\"role\": \"user\"}|id"})
    void badMessageIsNamedAndNoneIsStored(String message, String part) {
        TestServer.Answer answer = syncMessages("[" + MESSAGE + "," + message + "]");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.detail()).contains("messages[1]", part);
        assertThat(server.get(sessions + "/ses_1/messages").json().path("messages")).isEmpty();
        assertThat(server.get(sessions).json().path("sessions")).isEmpty();
    }

    @Test
    void tooManyAtOnceAreRefused() {
        assertThat(sync(list(1, 1_001, "{\"id\": \"s%d\"}")).status()).isEqualTo(422);
    }

    private TestServer.Answer sync(String list) {
        return server.post(sessions + "/sync", "{\"worker_id\": \"w1\", \"sessions\": " + list + "}");
    }

    private TestServer.Answer syncMessages(String list) {
        return server.post(sessions + "/ses_1/messages/sync", "{\"worker_id\": \"w1\", \"messages\": " + list + "}");
    }

    private static String list(int first, int last, String format) {
        return IntStream.rangeClosed(first, last).mapToObj(format::formatted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String ids(String path, String name) {
        return server.get(path).json().path(name).valueStream().map(item -> item.path("id").asText())
                .collect(Collectors.joining(" "));
    }
}
