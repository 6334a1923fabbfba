package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.opencode.RefusedTaskException;
import io.agentmesh.task.Outcome;

class FaultsTest {

    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({"400, true, true", "401, false, false", "403, false, true", "404, true, true", "408, false, false",
        "409, true, true", "413, true, true", "422, true, true", "425, false, false", "429, false, false",
        "301, false, false", "500, false, false", "503, false, false"})
    void whichAnswersAreFinal(int status, boolean isFinal, boolean saysNo) {
        var answer = new HttpOperationFailedException("http://x", status, "", null, Map.of(), "");

        assertThat(faults.isFinal(answer)).isEqualTo(isFinal);
        assertThat(faults.saysNo(answer)).isEqualTo(saysNo);
    }

    @Test
    void aRefusalIsToldAsItIsAndAnythingElseIsTheWorkersFault() {
        assertThat(faults.outcome(new RuntimeCamelException(new RefusedTaskException("no prompt"))))
                .isEqualTo(Outcome.failed("no prompt"));
        assertThat(faults.outcome(new IllegalStateException("full")))
                .isEqualTo(Outcome.failed("the worker could not run the task: full"));
        assertThat(faults.outcome(new CamelExecutionException("somewhere", null, new OutOfMemoryError("heap"))))
                .isEqualTo(Outcome.failed("the worker could not run the task: java.lang.OutOfMemoryError: heap"));
        assertThat(faults.refusal(Decision.refuse("gone"))).isEqualTo(Outcome.failed("gone"));
    }
}
