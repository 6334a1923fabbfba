package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions and messages that aren't stored. */
@Tag("store")
class BadSessionsTest extends SessionScene {

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
}
