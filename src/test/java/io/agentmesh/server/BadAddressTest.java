package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and queries that can't be used. */
@Tag("store")
class BadAddressTest extends BadInputScene {

    @ParameterizedTest
    @ValueSource(strings = {"status=done", "status=pending&status=running", "limit=0", "limit=-1", "limit=many",
        "limit=99999999999", "worker_id=%00", "status=pending%00"})
    void badQueryIsRefused(String query) {
        refused(server.get("/v1/opencode/tasks?" + query), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "99999999999", "1&since=2"})
    void badSinceIsRefused(String since) {
        refused(server.get("/v1/opencode/tasks/" + task + "/output?since=" + since), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/opencode/tasks/%00", "/v1/opencode/tasks/a%20b", "/v1/opencode/tasks/a%2Fb",
        "/v1/opencode/tasks/%2e%2e", "/v1/opencode/tasks/%F0%9F%9A%80", "/v1/opencode/codebases/%27%20or%201=1",
        "/v1/opencode/workers/%00", "/v1/opencode/tasks/unknown", "/v1/opencode", "/v1/opencode/tasks/a/b/c",
        "/v2", "/favicon.ico", "/observe/health"})
    void addressOfNothingIsNotFound(String path) {
        refused(server.get(path), 404);
    }

    @Test
    void longAddressIsNotFound() {
        refused(server.get("/v1/opencode/tasks/" + "a".repeat(3_000)), 404);
    }

    @Test
    void otherMethodIsNotFound() {
        refused(server.delete("/v1/opencode/tasks/" + task), 404);
        refused(server.post("/v1/opencode/tasks/" + task), 404);
    }

    @Test
    void pathParameterCannotBeOverriddenByTheQuery() {
        assertThat(server.get("/v1/opencode/tasks/" + task + "?id=evil").json().path("id").asText()).isEqualTo(task);
        assertThat(server.get("/v1/opencode/tasks/evil?id=" + task).status()).isEqualTo(404);
    }
}
