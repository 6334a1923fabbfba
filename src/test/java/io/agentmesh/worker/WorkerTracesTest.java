package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Call;
import io.agentmesh.support.OtlpReceiver;
import io.agentmesh.support.OtlpReceiver.TracedSpan;

/** What a collector gets of a worker's tasks. */
class WorkerTracesTest extends ClassicWorkerTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    private final OtlpReceiver collector = new OtlpReceiver();

    @AfterEach
    void closeCollector() {
        collector.close();
    }

    @Test
    void aTaskIsOneTraceBelowTheSpanThatItsMetadataNames() throws Exception {
        addWithParent("01");

        run("t1", "completed");

        TracedSpan task = collector.span("task");
        assertThat(task.trace()).isEqualTo(TRACE);
        assertThat(task.parent()).isEqualTo(PARENT);
        assertThat(task.resource()).containsEntry("service.name", "agentmesh-worker")
                .containsEntry("service.instance.id", "w1");
        assertThat(task.attributes()).containsEntry("agentmesh.task.id", "t1").containsEntry("agentmesh.status", "completed")
                .containsEntry("agentmesh.agent", "build").containsEntry("agentmesh.attempt", "1");
        for (String phase : new String[] {"claim", "run", "report"}) {
            assertThat(collector.span(phase).parent()).as(phase).isEqualTo(task.id());
        }
        assertThat(collector.spans()).as("no polls, no heartbeats").allMatch(span -> span.trace().equals(TRACE));
        assertThat(collector.spans()).filteredOn(span -> span.name().equals("PUT")).extracting(TracedSpan::parent)
                .containsExactlyInAnyOrder(collector.span("claim").id(), collector.span("report").id());
        assertThat(server.calls("PUT .*/t1/status")).extracting(Call::traceparent)
                .allMatch(header -> header.startsWith("00-" + TRACE + "-"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aTaskWithoutAParentBeginsATraceOfItsOwnAndAFailureIsMarked() throws Exception {
        server.add("t1", server.codebase("/etc", "w1"), "say hello");

        run("t1", "failed");

        assertThat(collector.span("task").parent()).isEmpty();
        assertThat(collector.span("task").failed()).isTrue();
        assertThat(collector.spans()).extracting(TracedSpan::trace).containsOnly(collector.span("task").trace());
    }

    @Test
    void aParentThatIsNotSampledHasNothingSent() throws Exception {
        addWithParent("00");

        run("t1", "completed");

        assertThat(collector.spans()).isEmpty();
    }

    /** @param flags {@code 01} for a parent that is sampled */
    private void addWithParent(String flags) {
        var traced = task("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "say hello");
        traced.withObject("/metadata").put("traceparent", "00-" + TRACE + "-" + PARENT + "-" + flags);
        server.add(traced);
    }

    /** A stop sends what is left. */
    private void run(String task, String status) throws Exception {
        worker = fixture.with("otlp_endpoint", collector.url()).start();
        awaitStatus(task, status);
        await().atMost(Duration.ofSeconds(60)).until(() -> worker.tasks().isEmpty());
        worker.close();
        worker = null;
    }
}
