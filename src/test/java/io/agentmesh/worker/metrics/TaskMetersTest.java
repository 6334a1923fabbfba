package io.agentmesh.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;

class TaskMetersTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:05:05Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TaskMeters meters = new TaskMeters(registry, null, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theWaitForAWorkerCountsFromTheCreationWithOrWithoutAZone() {
        meters.claimed(task("t1", "build", "2026-01-02T03:04:05", 1));
        meters.claimed(task("t2", "build", "2026-01-02T05:04:05+02:00", 0));

        assertThat(registry.get("agentmesh.task.queue").timer().count()).isEqualTo(2);
        assertThat(registry.get("agentmesh.task.queue").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(120);
    }

    @Test
    void aFutureCreationIsNoWaitAndOneThatIsNoTimeOrALaterAttemptIsNotCounted() {
        meters.claimed(task("t1", "build", "2026-01-02T04:04:05Z", 1));
        meters.claimed(task("t2", "build", "yesterday", 1));
        meters.claimed(task("t3", "build", "2026-01-02T03:04:05Z", 2));

        assertThat(registry.get("agentmesh.task.queue").timer().count()).isEqualTo(1);
        assertThat(registry.get("agentmesh.task.queue").timer().totalTime(TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aDurationIsOnlyOfATaskThatWasBegun() {
        meters.finished(task("t1", "build", "", 1), Outcome.completed("done"));
        meters.adopted(task("t2", "build", "", 1));
        meters.finished(task("t2", "build", "", 1), Outcome.completed("done"));
        meters.claimed(task("t3", "build", "", 1));
        meters.closed(task("t3", "build", "", 1));
        meters.finished(task("t3", "build", "", 1), Outcome.completed("done"));

        assertThat(registry.get("agentmesh.task.duration").timer().count()).isEqualTo(1);
        assertThat(registry.get("agentmesh.tasks").tag("status", "completed").counter().count()).isEqualTo(3);
    }

    @Test
    void aTaskThatIsGivenBackIsNoFailure() {
        meters.finished(task("t1", "build", "", 1), new Outcome(Outcome.RELEASED, null, null, null, Usage.NONE));

        assertThat(registry.get("agentmesh.tasks").tag("status", "given_back").counter().count()).isEqualTo(1);
    }

    @Test
    void namesFromOutsideAreBounded() {
        for (int i = 0; i < 200; i++) {
            meters.finished(task("t" + i, "agent-" + i, "", 1), Outcome.completed(""));
        }
        meters.finished(task("t", "bad \"name\"\n", "", 1), Outcome.completed(""));

        assertThat(registry.find("agentmesh.tasks").counters()).hasSize(51);
        assertThat(registry.get("agentmesh.tasks").tag("agent", "other").counter().count()).isEqualTo(151);
        assertThat(registry.get("agentmesh.tasks").tag("agent", "agent-49").counter().count()).isEqualTo(1);
    }

    @Test
    void tokensAreOfTheModelThatWasAskedForOrTheDefault() {
        Usage usage = new Usage(1, 2, 3, 4, 5, 0.5);
        Outcome outcome = Outcome.completed("").withSession("ses", usage);
        Task asked = task("t1", "build", "", 1);
        ((ObjectNode) asked.metadata()).put("model", "test/large");

        meters.finished(asked, outcome);
        meters.finished(task("t2", "build", "", 1), outcome);
        meters.finished(task("t3", "echo", "", 1), Outcome.completed(""));

        assertThat(registry.get("agentmesh.opencode.tokens").tags("type", "cache_write", "model", "test/large").counter()
                .count()).isEqualTo(5);
        assertThat(registry.get("agentmesh.opencode.tokens").tags("type", "reasoning", "model", "default").counter().count())
                .isEqualTo(3);
        assertThat(registry.get("agentmesh.opencode.cost").counter().count()).isEqualTo(1.0);
    }

    private static Task task(String id, String agent, String created, int attempt) {
        return new Task(id, "cb1", "", "", agent, "pending", 0, created, null, JsonNodeFactory.instance.objectNode(), null,
                attempt);
    }
}
