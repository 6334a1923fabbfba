package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;

class ConfirmRunRouteTest extends RouteTest {

    private final Task task = Samples.task("t1").withAttempt(1);

    @Test
    void aRunOfTheAttemptThatTheServerHasGoesOn() {
        server.fails("GET .*/t1", Fault.body(200, "{\"id\": \"t1\", \"status\": \"running\", \"attempt\": 1}"));

        confirm();

        assertThat(bench.beans.runs.ending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"running\", \"attempt\": 2}", "{\"status\": \"pending\", \"attempt\": 1}",
        "{\"status\": \"failed\"}"})
    void aRunThatIsNoLongerOursIsEnded(String answer) {
        server.fails("GET .*/t1", Fault.body(200, answer));

        confirm();

        assertThat(bench.beans.runs.ending()).containsExactly("t1");
    }

    @Test
    void aServerThatDoesNotKnowTheTaskEndsNothing() {
        confirm();

        assertThat(server.calls("GET .*/t1")).hasSize(1);
        assertThat(bench.beans.runs.ending()).isEmpty();
    }

    @Test
    void aServerThatFailsIsAskedAgainByTheCaller() {
        server.fails("GET .*/t1", Fault.status(500));
        bench.beans.slots.take(task, folder);

        assertThat(bench.send("confirm-run", task).getException()).isNotNull();
        assertThat(bench.beans.runs.ending()).isEmpty();
    }

    private void confirm() {
        bench.beans.slots.take(task, folder);

        assertThat(bench.send("confirm-run", task).getException()).isNull();
    }
}
