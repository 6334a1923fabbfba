package io.agentmesh.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallKindTest {

    private final CallKind kinds = new CallKind();

    @ParameterizedTest
    @CsvSource({
            "POST, /v1/opencode/workers/register, register-worker",
            "POST, /v1/opencode/workers/w1/heartbeat, heartbeat",
            "POST, /v1/opencode/workers/w1/unregister, unregister-worker",
            "GET, /v1/opencode/workers/w1/cancels?wait=20, await-cancels",
            "GET, /v1/opencode/tasks?status=pending&worker_id=a/b, poll",
            "GET, /v1/opencode/tasks/t1, get-task",
            "POST, /v1/opencode/tasks/t1/output, output",
            "GET, /v1/opencode/codebases/list, list-codebases",
            "GET, /v1/opencode/codebases/list?worker_id=w1, list-codebases",
            "GET, /v1/opencode/codebases/c1, get-codebase",
            "POST, /v1/opencode/codebases, register-codebase",
            "GET, /v1/opencode/workers/w1, get-worker",
            "POST, /v1/opencode/codebases/c1/tasks, submit-task",
            "DELETE, /v1/opencode/tasks/t1, other",
            "POST, /v1/opencode/workers/w1/anything, other",
            "GET, /, other",
            "GET, , other",
            ", /v1/opencode/tasks, other"})
    void aCallIsKnownByItsMethodAndPath(String method, String path, String kind) {
        assertThat(kinds.of(method, path, null)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"running, claim", "pending, give-back", "completed, report", "failed, report", "cancelled, report",
            "odd, other"})
    void aStatusIsKnownByWhatItSays(String status, String kind) {
        assertThat(kinds.of("PUT", "/v1/opencode/tasks/t1/status", Map.of("status", status))).isEqualTo(kind);
    }

    @Test
    void aStatusWithoutABodyIsAnother() {
        assertThat(kinds.of("PUT", "/v1/opencode/tasks/t1/status", null)).isEqualTo("other");
    }
}
