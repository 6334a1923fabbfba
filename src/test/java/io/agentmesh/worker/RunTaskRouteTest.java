package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Outcome;
import io.agentmesh.worker.slot.Decision;

/** What a task's run comes to. */
class RunTaskRouteTest extends RunTaskScene {

    @ParameterizedTest
    @CsvSource({"echo, echo-task", "noop, noop-task", "register_codebase, register-codebase", "build, run-opencode",
        "plan, run-opencode"})
    void eachKindOfWorkHasItsRoom(String agentType, String room) {
        MockEndpoint worked = bench.intercept("run-task", room);
        worked.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(Samples.OUTCOME));

        bench.send("run-task", Samples.ofType("t1", agentType).withAttempt(1), Decision.run(folder));

        assertThat(worked.getExchanges()).hasSize(1);
        assertThat(outcome()).isEqualTo(Samples.OUTCOME);
    }

    @Test
    void aTaskThatCannotBeRunFailsWithTheReason() {
        MockEndpoint worked = bench.intercept("run-task", "run-opencode");

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.refuse("the folder is gone"));

        assertThat(outcome()).isEqualTo(Outcome.failed("the folder is gone"));
        assertThat(worked.getExchanges()).isEmpty();
    }

    @Test
    void anExceptionBecomesAFailure() {
        bench.intercept("run-task", "run-opencode").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the disk is full");
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        assertThat(outcome()).isEqualTo(Outcome.failed("the worker could not run the task: the disk is full"));
    }

    @Test
    void aRefusedTaskSaysWhyInItsOwnWords() {
        bench.intercept("run-task", "run-opencode").whenAnyExchangeReceived(exchange -> {
            throw new RefusedTaskException("the task has no prompt");
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        assertThat(outcome()).isEqualTo(Outcome.failed("the task has no prompt"));
    }

    @Test
    void anAttemptThatHasItsOutcomeIsNotRunAgain() throws Exception {
        MockEndpoint worked = bench.intercept("run-task", "run-opencode");
        RunFolders.reported(folder.resolve("state"), Samples.task("t1").withAttempt(3), Samples.OUTCOME);

        bench.send("run-task", Samples.task("t1").withAttempt(3), Decision.run(folder));

        assertThat(worked.getExchanges()).isEmpty();
        assertThat(outcome()).isEqualTo(Samples.OUTCOME);
    }
}
