package io.agentmesh.worker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Outcome;
import io.agentmesh.worker.slot.Decision;

public class ErrorClassifierTest {

    private final ErrorClassifier errors = new ErrorClassifier();

    @ParameterizedTest
    @CsvSource({"400, true, true", "401, false, false", "403, false, true", "404, true, true", "408, false, false",
        "409, true, true", "413, true, true", "422, true, true", "425, false, false", "429, false, false",
        "301, false, false", "500, false, false", "503, false, false"})
    void whichAnswersAreFinal(int status, boolean isFinal, boolean saysNo) {
        var answer = answer(status, Map.of(), "");

        assertThat(errors.isFinal(answer)).isEqualTo(isFinal);
        assertThat(errors.saysNo(answer)).isEqualTo(saysNo);
    }

    @ParameterizedTest
    @CsvSource({"400, true", "401, false", "403, true", "404, true", "409, true", "413, true",
        "422, true", "429, false", "301, false", "500, false"})
    void aRefusalWithoutTheServersDetailIsNoneOfTheServers(int status, boolean isStrangers) {
        for (var answer : List.of(answer(status, null, null), answer(status, Map.of(), "<html>no such page</html>"),
                answer(status, Map.of("Content-Type", "application/problem+json"), "{\"detail\": \"no such route\"}"))) {
            assertThatThrownBy(() -> errors.judge(answer)).isInstanceOf(isStrangers ? UnexplainedAnswerException.class
                    : HttpOperationFailedException.class).hasNoCause();
        }
        var own = answer(status, Map.of("content-type", "application/json"), "{\"detail\": \"no\"}");
        assertThatThrownBy(() -> errors.judge(own)).isSameAs(own);
    }

    private static HttpOperationFailedException answer(int status, Map<String, String> headers, String body) {
        return new HttpOperationFailedException("http://x", status, "", null, headers, body);
    }

    @Test
    void aRefusalIsToldAsItIsAndAnythingElseIsTheWorkersFault() {
        assertThat(errors.outcome(new RuntimeCamelException(new RefusedTaskException("no prompt"))))
                .isEqualTo(Outcome.failed("no prompt"));
        assertThat(errors.outcome(new IllegalStateException("full")))
                .isEqualTo(Outcome.failed("the worker could not run the task: full"));
        assertThat(errors.outcome(new CamelExecutionException("somewhere", null, new OutOfMemoryError("heap"))))
                .isEqualTo(Outcome.failed("the worker could not run the task: java.lang.OutOfMemoryError: heap"));
        assertThat(errors.refusal(Decision.refuse("gone"))).isEqualTo(Outcome.failed("gone"));
    }
}
