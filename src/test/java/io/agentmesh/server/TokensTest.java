package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in: only whoever sends a token that the server knows, the usual way. */
class TokensTest extends TokenScene {

    @Test
    void everyDescribedCallNeedsATokenUnlessItIsOpen() {
        List<TestServer.Answer> answers = ApiCalls.described().stream().filter(call -> !call.isOpen())
                .map(call -> server.send(call.request(server, "x"))).toList();

        assertThat(answers).hasSizeGreaterThan(20).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.detail()).contains("token");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/opencode/nothing", "/v1", "/nothing", "/V1/opencode/tasks", "/observe/health",
        "//v1/opencode/tasks", "/v1/opencode/tasks/", "/page/../v1/opencode/tasks", "/%76%31/opencode/tasks",
        "/v1/opencode/tasks?wait=30", "/v1/opencode/tasks/?wait=30", "/v1/opencode/tasks/x/output/stream/"})
    void noOtherAddressIsOpen(String path) {
        assertThat(server.get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/openapi.json", "/health"})
    void whatHoldsNoDataIsOpen(String path) {
        assertThat(server.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/main.js", "/page/api.js", "/page/style.css", "/page/icon.svg"})
    void pageIsOpenToBrowsers(String path) {
        assertThat(server.send(server.request(path).header("Accept", "text/html,*/*").GET()).status()).isEqualTo(200);
        assertThat(server.send(server.request(path).header("Accept", "text/html,*/*")
                .method("HEAD", BodyPublishers.noBody())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer", "Bearer wrong", "Basic dG9rZW4tb2YtYW4tYWRtaW4tMQ==", ADMIN,
        "Bearer token-of-an-admin-1 x", "Bearer token-of-an-admin-", "Bearer token-of-an-admin-11", "Token " + ADMIN,
        "Bearer TOKEN-OF-AN-ADMIN-1"})
    void otherHeaderIsNoToken(String header) {
        assertThat(server.send(server.request(TASKS).header("Authorization", header).GET()).status()).isEqualTo(401);
    }

    @Test
    void twoTokensAreNone() {
        assertThat(server.send(server.request(TASKS).header("Authorization", "Bearer " + ADMIN)
                .header("Authorization", "Bearer wrong").GET()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=" + ADMIN, "?access_token=" + ADMIN, "?Authorization=Bearer%20" + ADMIN})
    void tokenInTheAddressIsNone(String query) {
        assertThat(server.get(TASKS + query).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void schemeIsReadInAnyCase(String scheme) {
        assertThat(server.send(server.request(TASKS).header("Authorization", scheme + ADMIN).GET()).status())
                .isEqualTo(200);
    }

    @Test
    void tokenOfNobodyMakesNothing() {
        server.post(CODEBASES + "/" + codebase + "/tasks", "{\"title\": \"t\", \"prompt\": \"p\"}");

        assertThat(server.as(ADMIN).get(CODEBASES + "/" + codebase + "/tasks").json()).hasSize(1);
    }
}
