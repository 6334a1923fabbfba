package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.DeployedQueries;
import io.agentmesh.support.Fault;
import io.agentmesh.support.FreePort;
import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.PromQl;
import io.agentmesh.support.Scrape;
import io.agentmesh.support.ScriptedOpenCode;

/** What {@code /observe/metrics} tells of a worker that has done a few tasks. */
class WorkerMetricsTest extends ClassicWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private int port;

    @Test
    void everyFigureIsTold() throws Exception {
        ScriptedOpenCode agent = new ScriptedOpenCode(fixture.root.resolve("opencode"));
        agent.onRun(ScriptedOpenCode.print(AgentEvents.answer("0123456789".repeat(500))));
        String codebase = server.codebase(fixture.folder("shop").toString(), "w1");
        var asked = task("t1", codebase, "work");
        asked.withObject("/metadata").put("model", "test/large");
        server.add(asked);
        server.add(task("t2", codebase, "back").put("agent_type", "echo"));
        server.add(task("t3", server.codebase("/etc", "w1"), "work"));
        server.fails("PUT .*/t2/status", Fault.status(503), 1);
        server.fails("GET /v1/opencode/tasks", Fault.status(500), 1);
        start(agent);

        for (String task : new String[] {"t1", "t2"}) {
            awaitStatus(task, "completed");
        }
        awaitStatus("t3", "failed");
        await().atMost(PATIENCE).untilAsserted(() -> told(Scrape.of(port)));

        Scrape scrape = Scrape.of(port);
        assertThat(DeployedQueries.ofDashboard()).isNotEmpty().allMatch(query -> new PromQl(query).isAboutWorkers())
                .flatMap(query -> new PromQl(query).missing(scrape)).isEmpty();
        assertThat(DeployedQueries.alerts()).isNotEmpty()
                .flatMap(rule -> new PromQl(rule.path("expr").asText()).missing(scrape)).isEmpty();
        documented(scrape);
    }

    /** The table has each metric of ours with its labels, and no other; series of one histogram are one row. */
    private static void documented(Scrape scrape) {
        Set<List<String>> told = new HashSet<>();
        scrape.names().forEach((name, labels) -> {
            if (name.startsWith("agentmesh_")) {
                told.add(List.of("`" + name.replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds") + "`", labels.stream()
                        .filter(label -> !label.equals("le")).map(label -> "`" + label + "`")
                        .collect(Collectors.joining(", "))));
            }
        });

        assertThat(MarkdownFile.of(Path.of("docs/observability.md")).rows("`agentmesh_.*`"))
                .map(row -> List.of(row.get(0), row.get(1).equals("–") ? "" : row.get(1)))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    private static void told(Scrape scrape) {
        assertThat(scrape.value("agentmesh_tasks_total", Map.of("status", "completed", "agent", "build"))).isEqualTo(1);
        assertThat(scrape.value("agentmesh_tasks_total", Map.of("status", "completed", "agent", "echo"))).isEqualTo(1);
        assertThat(scrape.value("agentmesh_tasks_total", Map.of("status", "failed", "agent", "build"))).isEqualTo(1);
        assertThat(scrape.value("agentmesh_task_duration_seconds_count")).isEqualTo(3);
        assertThat(scrape.value("agentmesh_task_queue_seconds_count")).isEqualTo(3);
        assertThat(scrape.value("agentmesh_task_queue_seconds_sum")).isPositive();
        assertThat(scrape.value("agentmesh_tasks_running")).isZero();
        assertThat(scrape.value("agentmesh_slots")).isEqualTo(2);
        assertThat(scrape.value("agentmesh_polls_total", Map.of("result", "failed"))).isEqualTo(1);
        assertThat(scrape.value("agentmesh_polls_total", Map.of("result", "tasks"))).isPositive();
        assertThat(scrape.value("agentmesh_polls_total", Map.of("result", "empty"))).isPositive();
        assertThat(scrape.value("agentmesh_api_requests_seconds_count", Map.of("call", "claim", "status", "200")))
                .isGreaterThanOrEqualTo(3);
        assertThat(scrape.value("agentmesh_api_requests_seconds_count", Map.of("call", "report", "status", "200")))
                .isEqualTo(3);
        assertThat(scrape.value("agentmesh_api_requests_seconds_count", Map.of("call", "poll", "status", "500")))
                .isEqualTo(1);
        assertThat(scrape.value("agentmesh_api_requests_seconds_count", Map.of("call", "heartbeat"))).isPositive();
        assertThat(scrape.values("agentmesh_api_requests_seconds_count", "call")).doesNotContain("other");
        assertThat(scrape.value("agentmesh_api_retries_total")).isPositive();
        assertThat(scrape.value("agentmesh_output_bytes_total")).as("with the notice that it is cut").isBetween(1024.0, 1200.0);
        assertThat(scrape.value("agentmesh_output_dropped_bytes_total")).isEqualTo(5001 - 1024);
        assertThat(scrape.value("agentmesh_outbox_files")).isZero();
        assertThat(scrape.value("agentmesh_heartbeat_age_seconds")).isBetween(0.0, 60.0);
        assertThat(scrape.value("agentmesh_opencode_tokens_total", Map.of("type", "input", "model", "test/large")))
                .isEqualTo(10);
        assertThat(scrape.value("agentmesh_opencode_tokens_total", Map.of("type", "cache_write"))).isEqualTo(2);
        assertThat(scrape.value("agentmesh_opencode_cost_total")).isEqualTo(0.01);
        assertThat(scrape.values("camel_exchanges_total", "routeId")).contains("claim-task", "deliver-outbox");
    }

    @Test
    void aRouteOfAnIntegratorCountsThereToo() throws Exception {
        Path routes = fixture.folder("routes");
        fixture.write("code/routes/count-starts.camel.yaml", """
                - route:
                    id: count-starts
                    from:
                      uri: timer
                      parameters:
                        timerName: count-starts
                        repeatCount: 1
                      steps:
                        - to:
                            uri: micrometer
                            parameters:
                              metricsType: counter
                              metricsName: shop.starts
                              tags.kind: test
                """);
        port = FreePort.next();
        worker = fixture.with("management_port", port).with("routes", routes.toString()).start();

        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(Scrape.of(port).value("shop_starts_total", Map.of("kind", "test"))).isEqualTo(1));
    }

    private void start(ScriptedOpenCode agent) throws Exception {
        port = FreePort.next();
        fixture.with("management_port", port).with("max_concurrent", 2).with("max_output", 1024)
                .with("opencode_bin", agent.program().toString());
        worker = fixture.start();
    }
}
