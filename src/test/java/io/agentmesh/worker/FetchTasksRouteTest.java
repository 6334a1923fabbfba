package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.support.Fault;
import io.agentmesh.task.Task;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Decision;

class FetchTasksRouteTest extends RouteTest {

    private MockEndpoint accepted;

    @BeforeEach
    void ready() {
        accepted = bench.replace("accept-task");
        bench.beans.agent.find(fixture.agent.program(), new OpenCodeLocator("", Path.of("/")),
                bench.beans.environment, bench.beans.scratch(), missing -> {
                    throw missing;
                });
        await().until(bench.beans.agent::isReady);
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());
    }

    @Test
    void theMostUrgentTaskIsOfferedFirst() {
        server.add(task("t1", "cb1", "").put("priority", 1));
        server.add(task("t2", "cb1", "").put("priority", 2));

        bench.send("fetch-tasks", null);

        assertThat(offered()).containsExactly("t2", "t1");
        assertThat(server.calls("GET .*").get(0).query()).isEqualTo("status=pending&worker_id=w1");
    }

    @Test
    void aServerThatCanWaitIsAskedToWait() {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode().set("features",
                JsonNodeFactory.instance.arrayNode().add("wait")));

        bench.send("fetch-tasks", null);

        assertThat(server.calls("GET .*").get(0).query()).isEqualTo("status=pending&worker_id=w1&wait=20");
    }

    @Test
    void ourOwnServerIsAskedForShortTasksAndNotForThoseOfABusyCodebase() {
        bench.close();
        fixture.with("max_concurrent", 2);
        bench = new RouteBench(fixture);
        ready();
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode().set("features",
                JsonNodeFactory.instance.arrayNode().add("claim")));
        Codebases codebases = bench.bean("codebases", Codebases.class);
        for (String path : List.of("busy", "busy/within", "free")) {
            codebases.remember(JsonNodeFactory.instance.objectNode().put("id", path.replace('/', '-'))
                    .put("worker_id", "w1").put("path", fixture.folder(path).toString()));
        }
        bench.beans.slots.take(Samples.task("t1"), fixture.folder("busy"));

        bench.send("fetch-tasks", null);

        assertThat(server.calls("GET .*").get(0).query())
                .isEqualTo("status=pending&worker_id=w1&fields=short&limit=100&busy=busy,busy-within");
    }

    @Test
    void claimsThatWereLeftOpenGoFirst() throws IOException {
        server.add(task("t1", "cb1", "").put("priority", 9));
        bench.beans.claims.note(Samples.task("t0"));

        bench.send("fetch-tasks", null);

        assertThat(offered()).containsExactly("t0", "t1");
    }

    @Test
    void whatIsUnderWayHereIsNotOfferedAgain() {
        bench.close();
        fixture.with("max_concurrent", 2);
        bench = new RouteBench(fixture);
        ready();
        server.add("t1", "cb1", "");
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));

        bench.send("fetch-tasks", null);

        assertThat(offered()).isEmpty();
    }

    @Test
    void nothingIsAskedForWithoutAFreeSlotOrARegistration() {
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));
        bench.send("fetch-tasks", null);
        bench.beans.slots.release(Samples.task("t1"));
        bench.beans.connection.forgotten();
        bench.send("fetch-tasks", null);

        assertThat(server.calls(".*")).isEmpty();
    }

    @Test
    void aServerThatAsksForAPauseIsNotAsked() {
        server.fails("GET .*", Fault.tooMany("100"), 1);
        bench.send("fetch-tasks", null);
        bench.send("fetch-tasks", null);

        assertThat(server.calls(".*")).hasSize(1);
    }

    @Test
    void nothingIsAskedForWhileTheAgentIsBeingLookedFor() {
        bench.close();
        bench = new RouteBench(fixture);
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());

        bench.send("fetch-tasks", null);

        assertThat(server.calls(".*")).isEmpty();
    }

    @Test
    void afterAFaultTheNextPollIsWaitedFor() {
        server.add("t1", "cb1", "");
        for (Fault fault : List.of(Fault.status(500), Fault.garbage(), Fault.cut(), Fault.loseAnswer())) {
            server.fails("GET .*", fault, 1);
            assertThat(bench.send("fetch-tasks", null).getException()).isNull();
        }
        assertThat(offered()).isEmpty();

        bench.send("fetch-tasks", null);

        assertThat(offered()).containsExactly("t1");
        assertThat(bench.beans.connection.isLost()).isFalse();
    }

    @Test
    void codebasesThatAreNotKnownAreAskedForOnceAndTheWholeAnswerIsUsed() {
        server.add("t1", server.codebase("/a", "w1"), "");
        server.add("t2", server.codebase("/b", "w1"), "");
        server.add("t3", server.codebase("/c", "w2"), "");
        server.add("t4", "gone", "");

        bench.send("fetch-tasks", null);
        bench.send("fetch-tasks", null);

        assertThat(server.calls("GET .*/codebases.*")).hasSize(1);
        assertThat(offered()).as("what is another's is not offered again")
                .containsExactly("t1", "t2", "t3", "t4", "t1", "t2");
    }

    @Test
    void aRoundEndsWithTheFirstFailure() {
        for (int i = 0; i < 5; i++) {
            server.add("t" + i, "codebase-" + i, "");
        }
        server.fails("GET .*/codebases.*", Fault.cut());

        bench.send("fetch-tasks", null);

        assertThat(server.calls("GET .*/codebases.*")).hasSize(1);
        assertThat(offered()).isEmpty();
        assertThat(bench.beans.connection.isLost()).isTrue();
    }

    private List<String> offered() {
        return accepted.getExchanges().stream().map(exchange -> exchange.getMessage().getBody(Task.class).id()).toList();
    }
}
