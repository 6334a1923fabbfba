package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import io.agentmesh.worker.lifecycle.WorkerExit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** The ladder that signals go down. */
class WorkerSignalsTest extends ProcessTest {

    @Test
    void theSecondTerminationEndsWhatRunsAndReportsIt() {
        fixture.with("drain_timeout", "1h");
        server.add("t1", codebase, "stay");
        WorkerProcess worker = start();
        within().until(fixture.agent::stays);

        worker.signal("TERM");
        within().until(() -> worker.log().contains("TERM received: "));
        worker.signal("TERM");

        assertThat(worker.exitCode()).isEqualTo(WorkerExit.ENDED_TASKS);
        assertThat(server.status("t1")).isEqualTo("failed");
        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("the worker was stopped before the task was finished");
        assertThat(server.knows("w1")).isFalse();
    }

    @Test
    void theThirdExitsAtOnceAndKillsWhatRuns() {
        fixture.with("drain_timeout", "1h").with("kill_grace", "5m");
        server.add("t1", codebase, "deaf");
        WorkerProcess worker = start();
        within().until(fixture.agent::stays);

        worker.signal("INT");
        within().until(() -> worker.log().contains("INT received: "));
        worker.signal("INT");
        within().until(() -> worker.log().contains("INT received again"));
        worker.signal("INT");

        assertThat(worker.exitCode()).isEqualTo(130);
        within().until(() -> fixture.agent.left().isEmpty());
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofMinutes(3));
    }
}
