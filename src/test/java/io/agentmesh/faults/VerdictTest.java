package io.agentmesh.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final History history = new History();
    private final Execution execution = execution(1, 7, "fresh", "alone");

    @Test
    void aTaskThatEndsAsPlannedIsRight() {
        Verdict verdict = verdict(Behaviour.PLAIN, null, completed(), execution);

        assertThat(verdict.wrongEnd()).isNull();
        assertThat(verdict.wrongExecutions()).isNull();
        assertThat(verdict.wrongOutput(lines(7, 3))).isNull();
    }

    @Test
    void aTaskThatEndsOtherwiseIsWrong() {
        assertThat(verdict(Behaviour.HANGS, null, completed(), execution).wrongEnd()).contains("ended as completed");
        assertThat(verdict(Behaviour.PLAIN, null, failed("it broke"), execution).wrongEnd()).contains("it broke");
    }

    @Test
    void onlyATaskThatWasCancelledMayBeCancelled() {
        ObjectNode cancelled = JSON.createObjectNode().put("status", "cancelled");

        assertThat(verdict(Behaviour.PLAIN, null, cancelled, execution).wrongEnd()).contains("ended as cancelled");
        assertThat(verdict(Behaviour.PLAIN, new Strike(Action.CANCEL, Moment.STARTED), cancelled, execution).wrongEnd())
                .isNull();
    }

    @Test
    void onlyAWorkerThatWasStoppedMayHaveStoppedATask() {
        ObjectNode stopped = failed("the worker was stopped before the task was finished");

        assertThat(verdict(Behaviour.PLAIN, null, stopped, execution).wrongEnd()).contains("was stopped");
        history.note("w1", Action.STOP_WORKER, History.now());
        assertThat(verdict(Behaviour.PLAIN, null, stopped, execution).wrongEnd()).isNull();
    }

    @Test
    void oneAttemptIsExecutedOnce() {
        Execution again = execution(1, 8, "fresh", "alone");

        assertThat(verdict(Behaviour.PLAIN, null, completed(), execution, again).wrongExecutions())
                .isEqualTo("attempt 1 was executed 2 times");
    }

    @Test
    void anotherAttemptAndAResumedSessionAreNoSecondExecution() {
        Execution second = execution(2, 8, "fresh", "alone");
        Execution resumed = execution(2, 9, "resumed", "alone");

        assertThat(verdict(Behaviour.PLAIN, null, completed(), execution, second, resumed).wrongExecutions()).isNull();
    }

    @Test
    void twoAtWorkInOneCodebaseAreWrong() {
        assertThat(verdict(Behaviour.PLAIN, null, completed(), execution(1, 7, "fresh", "together")).wrongExecutions())
                .contains("found another one at work");
    }

    @Test
    void aResultWithoutAnExecutionIsWrong() {
        assertThat(verdict(Behaviour.PLAIN, null, completed()).wrongExecutions()).isEqualTo("was never executed");
    }

    @Test
    void missingOutputIsWrong() {
        assertThat(verdict(Behaviour.PLAIN, null, completed(), execution).wrongOutput(lines(7, 2)))
                .isEqualTo("has 2 of 3 lines of its output");
    }

    @Test
    void outputOfAnUnknownExecutionIsWrong() {
        assertThat(verdict(Behaviour.PLAIN, null, completed(), execution).wrongOutput(lines(8, 3)))
                .contains("which never was");
    }

    private Verdict verdict(Behaviour behaviour, Strike strike, ObjectNode task, Execution... executions) {
        return new Verdict(new TaskPlan(1, 0, behaviour, strike, 3, 0), task, List.of(executions), history);
    }

    private static Execution execution(int attempt, long pid, String resumed, String alone) {
        return Execution.parse(List.of("begin t1 " + attempt + " " + pid + " 100.00 w1 w1-code1 " + resumed + " " + alone));
    }

    private static ObjectNode completed() {
        return JSON.createObjectNode().put("status", "completed").put("result", "done t1");
    }

    private static ObjectNode failed(String error) {
        return JSON.createObjectNode().put("status", "failed").put("error", error);
    }

    private static OutputText lines(long pid, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append("t1/1/").append(pid).append(" line ").append(i).append(" of 3\n");
        }
        return OutputText.read(text.toString());
    }
}
