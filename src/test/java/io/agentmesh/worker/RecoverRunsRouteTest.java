package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.task.Task;
import io.agentmesh.worker.outbox.OutboxEntry;

/** The routes {@code recover-runs}, {@code adopt-run} and {@code follow-run}. */
class RecoverRunsRouteTest extends RouteTest {

    private final Task task = Samples.task("t1").withAttempt(1);

    @BeforeEach
    void aRunThatHasEndedMeanwhile() throws Exception {
        RunFolders.finished(fixture.state, task, "done");
        bench.beans.claims.begin(task);
        bench.beans.recovery.reconcile();
    }

    @Test
    void itIsReportedAndItsSlotIsFreeAgain() throws Exception {
        assertThat(bench.beans.slots.free()).isZero();

        bench.send("recover-runs", null);

        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.slots.free() == 1);
        assertThat(bench.beans.outbox.read("t1-1.json")).isEqualTo(
                new OutboxEntry("t1", 1, "cb1", "completed", "done", null, "ses_1"));
        assertThat(bench.beans.claims.all()).isEmpty();
        await().atMost(Duration.ofSeconds(60)).until(() -> !server.calls("POST .*/t1/output").isEmpty());
    }

    @Test
    void oneThatCannotBeFollowedStaysForTheNextStart() throws Exception {
        bench.intercept("adopt-run", "run-task").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the disk is gone");
        });

        bench.send("recover-runs", null);

        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.slots.free() == 1);
        assertThat(bench.beans.claims.begun()).containsExactly(task);
    }

    @Test
    void noAgentIsStarted() {
        var asked = bench.intercept("run-task", "run-opencode");

        bench.send("recover-runs", null);

        await().atMost(Duration.ofSeconds(60)).until(() -> bench.beans.slots.free() == 1);
        assertThat(asked.getExchanges()).isEmpty();
    }
}
