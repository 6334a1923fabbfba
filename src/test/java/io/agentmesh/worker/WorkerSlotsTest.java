package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;

/** How much runs at once. */
class WorkerSlotsTest extends ClassicWorkerTest {

    @Test
    void noMoreTasksRunAtOnceThanAllowedAndOneInACodebase() throws Exception {
        String outer = server.codebase(fixture.folder("a").toString(), "w1");
        String inner = server.codebase(fixture.folder("a/inner").toString(), "w1");
        String other = server.codebase(fixture.folder("b").toString(), "w1");
        server.add(task("t1", outer, "hold t1").put("priority", 9));
        server.add(task("t2", outer, "hold t2").put("priority", 8));
        server.add(task("t3", inner, "hold t3").put("priority", 7));
        server.add(task("t4", other, "hold t4"));

        worker = fixture.with("max_concurrent", 3).start();
        await().until(() -> fixture.agent.prompts().size() == 2);
        awaitPolls(2);
        assertThat(fixture.agent.prompts()).containsExactlyInAnyOrder("hold t1", "hold t4");

        fixture.agent.release("t1");
        await().until(() -> fixture.agent.prompts().contains("hold t2"));
        assertThat(fixture.agent.prompts()).doesNotContain("hold t3");
        for (String task : List.of("t2", "t3", "t4")) {
            fixture.agent.release(task);
        }
        for (String task : List.of("t1", "t2", "t3", "t4")) {
            awaitStatus(task, "completed");
        }
        assertThat(fixture.agent.prompts()).hasSize(4);
    }

    @Test
    void thereAreConnectionsForEachSlotAndForWhatGoesOnBesideThem() throws Exception {
        worker = fixture.with("max_concurrent", 60).start();

        HttpComponent http = worker.camel().getComponent("http", HttpComponent.class);
        assertThat(http.getConnectionsPerRoute()).isEqualTo(2 * 60 + 20);
        assertThat(http.getMaxTotalConnections()).isEqualTo(2 * 60 + 20);
    }

    @Test
    void noTasksAreAskedForWhileNoSlotIsFree() throws Exception {
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "hold t1");
        worker = fixture.with("poll_interval", "100ms").start();
        await().until(() -> fixture.agent.prompts().size() == 1);

        int polls = server.calls("GET /v1/opencode/tasks").size();
        int beats = server.calls("POST .*/heartbeat").size();
        await().until(() -> server.calls("POST .*/heartbeat").size() >= beats + 2);

        assertThat(server.calls("GET /v1/opencode/tasks")).hasSize(polls);
        fixture.agent.release("t1");
    }

    @Test
    void theNextTaskIsAskedForAsSoonAsASlotIsFree() throws Exception {
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        for (int i = 1; i <= 4; i++) {
            server.add(task("t" + i, codebase, "say " + i).put("agent_type", "echo"));
        }

        worker = fixture.with("poll_interval", "1h").start();
        awaitStatus("t1", "completed");
        awaitStatus("t4", "completed");
    }
}
