package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions and messages as they come back. */
@Tag("store")
class SessionsTest extends SessionScene {

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

    private static String ids(String path, String name) {
        return server.get(path).json().path(name).valueStream().map(item -> item.path("id").asText())
                .collect(Collectors.joining(" "));
    }
}
