package io.agentmesh.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.JsonCalls;

/** What {@code show} and {@code tasks} say of a task that waits. */
class WaitingCommandsTest extends LiveServerScene {

    @Test
    void reasonAndPlaceAreShown() {
        worker.submit(codebase, "first", "p");
        String second = worker.submit(codebase, "second", "p");
        new JsonCalls(server.url()).post("/v1/opencode/workers/w1/heartbeat", Map.of("waiting",
                Map.of(second, Map.of("reason", "hook", "detail", "after \u001b[2Jsix"))));

        assertThat(shell.run("show", second)).isZero();
        assertThat(shell.out()).contains("waits     a hook holds it back: after six (number 2 of its codebase)\n");
        assertThat(shell.run("tasks")).isZero();
        assertThat(shell.out().lines().findFirst().orElse("")).endsWith("  TITLE   WAITS");
        assertThat(shell.out()).containsPattern("second  a hook holds it back: after six").doesNotContain("\u001b")
                .containsPattern("first   a worker will take it at its next look");
    }

    @Test
    void narrowTerminalHasNoRoomForReasons() {
        worker.submit(codebase, "first", "p");

        shell.terminal().run("tasks");
        assertThat(shell.out()).contains("TITLE").doesNotContain("WAITS");
    }
}
