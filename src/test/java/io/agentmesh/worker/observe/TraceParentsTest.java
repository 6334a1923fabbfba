package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmesh.worker.Samples;
import io.agentmesh.worker.outbox.OutboxEntry;
import org.junit.jupiter.api.Test;

class TraceParentsTest {

    private final TraceParents parents = new TraceParents(task -> "trace of " + task);

    @Test
    void aClaimIsOfItsTaskAndAReportOfItsOutcome() {
        OutboxEntry outcome = OutboxEntry.of(Samples.task("t2").withAttempt(1), Samples.OUTCOME);

        assertThat(parents.of("claim", Samples.task("t1"), null)).isEqualTo("trace of t1");
        assertThat(parents.of("report", null, outcome)).isEqualTo("trace of t2");
    }

    @Test
    void whatIsForNoTaskIsInNoTraceThoughATaskIsAtHand() {
        assertThat(parents.of("poll", Samples.task("t1"), null)).isNull();
        assertThat(parents.of("output", Samples.task("t1"), null)).isNull();
        assertThat(parents.of("claim", null, null)).isNull();
        assertThat(parents.of("report", null, null)).isNull();
    }
}
