package io.agentmesh.server;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a heartbeat must not report of waiting tasks. */
@Tag("store")
class BadWaitingTest extends WaitingScene {

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "{\"a b\": {\"reason\": \"hook\"}}", "{\"t\": 1}", "{\"t\": {}}", "{\"t\": null}",
        "{\"t\": {\"reason\": \"So what?\"}}", "{\"t\": {\"reason\": 1}}", "{\"t\": {\"reason\": \"hook\", \"detail\": {}}}"})
    void whatIsWrongIsRefused(String waiting) {
        assertThat(tell("w1", waiting).status()).isEqualTo(422);
    }

    @Test
    void whatIsTooMuchIsRefusedOrCut() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append(",\"t").append(i).append("\":{\"reason\":\"slots_busy\"}");
        }
        String most = "{" + many.substring(1) + "}";
        assertThat(tell("w1", most).status()).isEqualTo(200);
        assertThat(tell("w1", most.replace("{\"t0\"", "{\"more\":{\"reason\":\"hook\"},\"t0\"")).status()).isEqualTo(422);

        reported("w1", "{\"%s\": {\"reason\": \"hook\", \"detail\": \"%s\\u0000\"}}".formatted(task, "🚀".repeat(600)));
        assertThat(server.task(task).at("/waiting_for/detail").asText()).isEqualTo("🚀".repeat(500));
    }
}
