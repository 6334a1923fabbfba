package io.agentmesh.worker.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

class TaskTracesTest {

    private static final Task TASK = new Task("t1", "cb1", "", "", "build", "pending", 0, "", null,
            JsonNodeFactory.instance.objectNode(), null, 2);

    private final List<SpanData> ended = new ArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder().setSampler(Sampler.parentBased(new OnlyTasks()))
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept())).build();
    private final TaskTraces traces = new TaskTraces(provider.get("test"));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theReportMayOutlastTheTask() {
        isDone();
        traces.closed(TASK);
        assertThat(names()).containsExactly("claim", "run", "task");

        assertThat(traces.traceparent("t1")).contains(ended.get(0).getTraceId());
        traces.settled("t1", 2, 0);

        assertThat(names()).containsExactly("claim", "run", "task", "report");
        assertThat(traces.traceparent("t1")).isNull();
    }

    @Test
    void theReportMayBeOverBeforeTheSlotIsFree() {
        isDone();
        traces.settled("t1", 2, 0);
        traces.closed(TASK);

        assertThat(names()).containsExactly("claim", "run", "report", "task");
        assertThat(traces.traceparent("t1")).isNull();
    }

    @Test
    void aTaskThatWasNotGrantedHasAClaimAlone() {
        traces.opened(TASK);
        traces.closed(TASK);

        assertThat(names()).containsExactly("claim", "task");
        assertThat(traces.traceparent("t1")).isNull();
    }

    @Test
    void aRunThatIsGoneOnWithHasNoClaim() {
        traces.opened(TASK);
        traces.adopted(TASK);
        traces.finished(TASK, Outcome.failed("broken"));
        traces.settled("t1", 2, 0);
        traces.closed(TASK);

        assertThat(names()).containsExactly("run", "report", "task");
        assertThat(ended.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(ended.get(2).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(ended.get(2).getAttributes().asMap().values()).doesNotContain("broken");
    }

    @Test
    void whatIsOpenAtTheEndIsSentAndWhatIsNotTracedIsNoMatter() {
        traces.opened(TASK);
        traces.claimed(TASK);
        traces.end();
        traces.finished(TASK, Outcome.completed("late"));
        traces.settled("unknown", 1, 0);
        traces.closed(TASK);

        assertThat(names()).containsExactly("claim", "run", "task");
    }

    @Test
    void noTraceBeginsWithAnythingElse() {
        provider.get("test").spanBuilder("GET").startSpan().end();

        assertThat(names()).isEmpty();
    }

    private void isDone() {
        traces.opened(TASK);
        traces.claimed(TASK);
        traces.finished(TASK, Outcome.completed("done"));
    }

    private List<String> names() {
        return ended.stream().map(SpanData::getName).toList();
    }

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
