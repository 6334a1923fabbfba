package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ReportResultRouteTest extends RouteTest {

    @Test
    void theOutcomeIsSafeAndTheClaimSettled() throws IOException {
        bench.beans.claims.note(Samples.task("t1"));

        bench.send("report-result", Samples.OUTCOME, Map.of("task", Samples.task("t1").withAttempt(4)));

        assertThat(bench.beans.outbox.read("t1-4.json").result()).isEqualTo("the answer");
        assertThat(bench.beans.claims.before(List.of())).isEmpty();
        assertThat(server.calls(".*")).isEmpty();
    }
}
