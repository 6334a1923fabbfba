package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claim;
import io.agentmesh.worker.claim.Interruption;

class ReleaseTaskRouteTest extends RouteTest {

    private final Task task = Samples.task("t1").withAttempt(2);

    @BeforeEach
    void aTaskThatIsToBeGivenBack() throws IOException {
        bench.beans.claims.write(new Claim(task, Claim.State.GIVING_BACK,
                List.of(new Interruption("2026-01-02T03:04:05Z", "the worker was stopped while the task ran"))));
        server.fails("PUT .*/t1/status", Fault.body(200, "{\"success\": true}"));
    }

    @Test
    void aServerThatTakesTasksBackIsToldOnce() throws IOException {
        serverTakesBack();

        bench.send("reconcile-claims", null);
        bench.send("reconcile-claims", null);

        assertThat(server.calls("PUT .*")).singleElement().satisfies(call -> {
            assertThat(call.json().path("status").asText()).isEqualTo("pending");
            assertThat(call.json().path("worker_id").asText()).isEqualTo("w1");
            assertThat(call.json().path("attempt").asInt()).isEqualTo(2);
        });
        assertThat(bench.beans.claims.assigned()).isEmpty();
        assertThat(bench.beans.outbox.isEmpty()).isTrue();
    }

    @Test
    void atAnyOtherTheTaskHasFailed() throws IOException {
        bench.send("reconcile-claims", null);

        assertThat(server.calls("PUT .*")).isEmpty();
        assertThat(bench.beans.outbox.read("t1-2.json").error()).isEqualTo("the worker was stopped while the task ran");
        assertThat(bench.beans.claims.all()).isEmpty();
    }

    @Test
    void aTaskThatIsNotOursAnyMoreIsDropped() throws IOException {
        serverTakesBack();
        server.recovers();
        server.fails("PUT .*/t1/status", Fault.status(409));

        assertThat(bench.send("reconcile-claims", null).getException()).isNull();

        assertThat(bench.beans.claims.all()).isEmpty();
        assertThat(bench.beans.outbox.isEmpty()).isTrue();
    }

    @Test
    void whileTheServerFailsItStaysToBeGivenBack() throws IOException {
        serverTakesBack();
        server.recovers();
        server.fails("PUT .*/t1/status", Fault.status(503));

        assertThat(bench.send("reconcile-claims", null).getException()).isNotNull();

        assertThat(bench.beans.claims.toReturn()).containsExactly(task);
    }

    private void serverTakesBack() {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode().set("features",
                JsonNodeFactory.instance.arrayNode().add("release")));
    }
}
