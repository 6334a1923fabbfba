package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that can't be used. */
@Tag("store")
class BadInputTest extends BadInputScene {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "null", "[]", "\"text\"", "1", "{\"worker_id\": \"w2\"} {}",
        "{\"worker_id\": \"w2\", \"worker_id\": \"w3\"}", "{\"worker_id\": NaN}", "{'worker_id': 'w2'}",
        "\u0000", "{\"worker_id\": \"w2\",}"})
    void whatIsNoJsonObjectIsMalformed(String body) {
        refused(server.post("/v1/opencode/workers/register", body), 400);
    }

    @Test
    void deepNestingIsMalformed() {
        refused(server.post("/v1/opencode/workers/register",
                "{\"worker_id\": \"w2\", \"x\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}"), 400);
    }

    @Test
    void endlessNumberIsMalformed() {
        refused(server.post("/v1/opencode/workers/register",
                "{\"worker_id\": \"w2\", \"x\": " + "9".repeat(90_000) + "}"), 400);
    }

    @Test
    void brokenUtf8IsMalformed() {
        byte[] body = "{\"worker_id\": \"w2\", \"name\": \"?\"}".getBytes(StandardCharsets.US_ASCII);
        body[body.length - 3] = (byte) 0xFF;

        refused(server.send(server.request("/v1/opencode/workers/register")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body))), 400);
    }

    @Test
    void tooLargeABodyIsRefused() {
        refused(server.post("/v1/opencode/workers/register", "{\"worker_id\": \"" + "a".repeat(200_000) + "\"}"), 413);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{}|worker_id",
        "{\"worker_id\": null}|worker_id",
        "{\"worker_id\": 7}|worker_id",
        "{\"worker_id\": \"\"}|worker_id",
        "{\"worker_id\": \"a b\"}|worker_id",
        "{\"worker_id\": \"../etc\"}|worker_id",
        "{\"worker_id\": \"..\"}|worker_id",
        "{\"worker_id\": \"a\\u0000\"}|worker_id",
        "{\"worker_id\": \"w2\", \"name\": []}|name",
        "{\"worker_id\": \"w2\", \"name\": \"a\\u0000b\"}|name",
        "{\"worker_id\": \"w2\", \"capabilities\": \"opencode\"}|capabilities",
        "{\"worker_id\": \"w2\", \"capabilities\": [1]}|capabilities",
        "{\"worker_id\": \"w2\", \"capabilities\": [\"\\u0000\"]}|capabilities",
        "{\"worker_id\": \"w2\", \"hostname\": {}}|hostname"})
    void badFieldOfAWorkerIsNamed(String body, String field) {
        assertThat(refused(server.post("/v1/opencode/workers/register", body), 422)).contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"path\": \"/q\", \"worker_id\": \"w1\"}|name",
        "{\"name\": \" \", \"path\": \"/q\", \"worker_id\": \"w1\"}|name",
        "{\"name\": \"a\", \"worker_id\": \"w1\"}|path",
        "{\"name\": \"a\", \"path\": \"/\\u0000\", \"worker_id\": \"w1\"}|path",
        "{\"name\": \"a\", \"path\": \"/q\", \"worker_id\": \"w 1\"}|worker_id",
        "{\"name\": \"a\", \"path\": \"/q\", \"worker_id\": \"\"}|worker_id",
        "{\"name\": \"a\", \"path\": \"/q\", \"worker_id\": \"w1\", \"agent_config\": \"{}\"}|agent_config",
        "{\"name\": \"a\", \"path\": \"/q\", \"worker_id\": \"w1\", \"agent_config\": {\"a\": [\"\\u0000\"]}}|agent_config",
        "{\"name\": \"a\", \"path\": \"/q\", \"worker_id\": \"w1\", \"agent_config\": {\"\\u0000\": 1}}|agent_config",
        "{\"name\": \"a\", \"path\": \"/q\", \"worker_id\": \"w1\", \"description\": 1}|description"})
    void badFieldOfACodebaseIsNamed(String body, String field) {
        assertThat(refused(server.post("/v1/opencode/codebases", body), 422)).contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"prompt\": \"p\"}|title",
        "{\"title\": \"t\"}|prompt",
        "{\"title\": \"t\", \"prompt\": \"  \"}|prompt",
        "{\"title\": \"t\", \"prompt\": \"a\\u0000\"}|prompt",
        "{\"title\": \"t\", \"prompt\": \"\\ud83d\"}|prompt",
        "{\"title\": 1, \"prompt\": \"p\"}|title",
        "{\"title\": \"t\", \"prompt\": \"p\", \"agent_type\": 1}|agent_type",
        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": \"1\"}|priority",
        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": 1.5}|priority",
        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": 1e400}|priority",
        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": 99999999999999999999}|priority",
        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": true}|priority",
        "{\"title\": \"t\", \"prompt\": \"p\", \"metadata\": []}|metadata"})
    void badFieldOfATaskIsNamed(String body, String field) {
        assertThat(refused(server.post("/v1/opencode/codebases/" + codebase + "/tasks", body), 422)).contains(field);
    }

    @Test
    void registrationTaskIsNotMadeByHand() {
        refused(server.post("/v1/opencode/codebases/__pending__/tasks", "{\"title\": \"t\", \"prompt\": \"p\"}"), 422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"status\": \"done\", \"worker_id\": \"w1\"}|400",
        "{\"status\": \"assigned\", \"worker_id\": \"w1\"}|400",
        "{\"status\": \"RUNNING\", \"worker_id\": \"w1\"}|400",
        "{\"worker_id\": \"w1\"}|422",
        "{\"status\": [], \"worker_id\": \"w1\"}|422",
        "{\"status\": \"running\"}|422",
        "{\"status\": \"running\", \"worker_id\": \"a/b\"}|422",
        "{\"status\": \"running\", \"worker_id\": \"w1\", \"attempt\": 0}|422",
        "{\"status\": \"running\", \"worker_id\": \"w1\", \"attempt\": \"1\"}|422",
        "{\"status\": \"completed\", \"worker_id\": \"w1\", \"result\": {}}|422",
        "{\"status\": \"completed\", \"worker_id\": \"w1\", \"session_id\": 5}|422"})
    void badReportIsRefused(String body, int status) {
        refused(server.put("/v1/opencode/tasks/" + task + "/status", body), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"worker_id\": \"w1\"}", "{\"output\": \"x\"}", "{\"worker_id\": \"w1\", \"output\": 1}",
        "{\"worker_id\": \"w1\", \"output\": \"x\", \"seq\": -1}", "{\"worker_id\": \"w1\", \"output\": \"x\", \"seq\": \"1\"}",
        "{\"worker_id\": \"w1\", \"output\": \"x\", \"timestamp\": 1}"})
    void badOutputIsRefused(String body) {
        refused(server.post("/v1/opencode/tasks/" + task + "/output", body), 422);
    }
}
