package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Lease;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Decision;

class FenceTasksRouteTest {

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private final AtomicLong clock = new AtomicLong();
    private RouteBench bench;

    @BeforeEach
    void open() {
        WorkerFixture fixture = new WorkerFixture(folder, server.url()).with("max_concurrent", 4);
        bench = new RouteBench(fixture, Map.of("lease",
                new Lease(clock::get, Duration.ofSeconds(10), Duration.ofSeconds(15))));
        Codebases codebases = bench.bean("codebases", Codebases.class);
        codebases.remember(codebase("pinned").put("worker_id", "w1"));
        ObjectNode shared = codebase("shared").put("shared", true);
        shared.putArray("workers").add("w1").add("w2");
        codebases.remember(shared);
        server.fails("POST .*/register", Fault.body(200, "{\"worker_timeout\": 90, \"features\": [\"claim\"]}"));
        bench.send("register-worker", null);
        run("t-pinned", "pinned");
        run("t-shared", "shared");
        run("t-global", "global");
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @Test
    void whatOthersCouldRunEndsBeforeTheServerGivesItAway() {
        clock.addAndGet(75_000);

        bench.send("fence-tasks", null);

        assertThat(bench.beans.runs.ending()).containsExactlyInAnyOrder("t-shared", "t-global");
    }

    @Test
    void heartbeatThatIsAnsweredRenewsTheLease() {
        clock.addAndGet(74_000);
        bench.send("send-heartbeat", null);
        clock.addAndGet(74_000);

        bench.send("fence-tasks", null);

        assertThat(bench.beans.runs.ending()).isEmpty();
    }

    @Test
    void heartbeatThatIsNotAnsweredRenewsNothing() {
        server.fails("POST .*/heartbeat", Fault.status(500));
        clock.addAndGet(74_000);
        bench.send("send-heartbeat", null);
        clock.addAndGet(1_000);

        bench.send("fence-tasks", null);

        assertThat(bench.beans.runs.ending()).hasSize(2);
    }

    @Test
    void taskThatIsNotGrantedYetIsNoneToEnd() {
        bench.beans.slots.reserve(Samples.ofCodebase("t4", "shared"), Decision.run(folder.resolve("t4")));
        clock.addAndGet(75_000);

        bench.send("fence-tasks", null);

        assertThat(bench.beans.runs.ending()).doesNotContain("t4");
    }

    private void run(String id, String codebase) {
        Task task = Samples.ofCodebase(id, codebase);
        assertThat(bench.beans.slots.reserve(task, Decision.run(folder.resolve(id)))).isTrue();
        assertThat(bench.beans.slots.begin(task)).isTrue();
    }

    private static ObjectNode codebase(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("path", "/" + id);
    }
}
