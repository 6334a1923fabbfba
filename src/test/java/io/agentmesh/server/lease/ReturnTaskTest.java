package io.agentmesh.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.agentmesh.server.HandClock;
import io.agentmesh.server.config.LeaseTerms;
import io.agentmesh.server.response.Times;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the route return-task decides of a lost task, without the database that it stores that in. */
class ReturnTaskTest {

    private static DefaultCamelContext camel;

    @BeforeAll
    static void start() throws Exception {
        HandClock clock = new HandClock();
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("leases", new Leases(clock, new Times(clock),
                new LeaseTerms(Duration.ofSeconds(90), Duration.ofHours(24), 3, Duration.ofSeconds(5))));
        PluginHelper.getRoutesLoader(camel).loadRoutes(
                ResourceHelper.resolveMandatoryResource(camel, "file:routes/server/leases.camel.yaml"));
        camel.removeRouteDefinitions(camel.getRouteDefinitions().stream()
                .filter(route -> !route.getId().equals("return-task")).toList());
        AdviceWith.adviceWith(camel, "return-task", route -> route.weaveById("take-back").remove());
        camel.start();
    }

    @AfterAll
    static void stop() {
        camel.stop();
    }

    @Test
    void lostTaskIsGivenBack() {
        assertThat(returned(Map.of("known", "c", "times_lost", 1))).containsEntry("status", "pending")
                .containsEntry("holder", null).containsEntry("error", null).containsEntry("completed_at", null);
    }

    @Test
    void taskThatWasLostOftenEnoughFails() {
        Map<String, Object> task = returned(Map.of("known", "c", "times_lost", 2L));

        assertThat(task).containsEntry("status", "failed").containsEntry("holder", "w1").containsEntry("error",
                "worker w1 did not say for 1m30s that it runs it; given up after 3 attempts");
        assertThat(task.get("completed_at")).isNotNull();
    }

    @Test
    void pinnedTaskOfASilentWorkerFails() {
        assertThat(returned(Map.of("known", "c", "pinned_to", "w1"))).containsEntry("status", "failed")
                .containsEntry("error", "worker w1 did not say for 24h that it runs it, and nobody else has the codebase");
    }

    @Test
    void pinnedTaskThatItsWorkerDoesNotKnowIsGivenBack() {
        assertThat(returned(Map.of("known", "c", "pinned_to", "w1", "is_heard", "w1"))).containsEntry("status", "pending");
    }

    @Test
    void taskThatWasToBeCancelledIsCancelled() {
        assertThat(returned(Map.of("known", "c", "cancel_requested_at", "t", "times_lost", 2)))
                .containsEntry("status", "cancelled").containsEntry("error", null);
    }

    @Test
    void taskOfADeletedCodebaseFailsAndOneOfNoneIsGivenBack() {
        assertThat(returned(Map.of())).containsEntry("status", "failed").containsEntry("error",
                "worker w1 did not say for 1m30s that it runs it, and its codebase was deleted");
        for (String none : List.of("global", "__pending__")) {
            assertThat(returned(Map.of("codebase_id", none))).containsEntry("status", "pending");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> returned(Map<String, Object> more) {
        Map<String, Object> row = new HashMap<>(Map.of("id", "t", "attempt", 1, "seen_at", "s", "worker_id", "w1",
                "codebase_id", "c", "times_lost", 0));
        row.putAll(more);
        return camel.createProducerTemplate().requestBody("direct:return-task", row, Map.class);
    }
}
