package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.Relay;
import io.agentmesh.support.SimulatedWorker;
import io.agentmesh.task.Task;

class SubmitTaskRouteTest {

    @TempDir
    Path folder;
    private LiveServer server;
    private Relay relay;
    private RouteBench bench;
    private MockEndpoint offered;

    @BeforeEach
    void open() {
        server = new LiveServer(folder);
        relay = new Relay(server.url().getPort());
        new SimulatedWorker(server.url(), "w1", "worker one").registerCodebase("shop", "/srv/shop");
        bench = new RouteBench(new WorkerFixture(folder, relay.url()));
        bench.advise("submit-task", advice -> advice.weaveById("offer-submitted").replace().to("mock:accept-task"));
        offered = bench.mockOf("accept-task");
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        relay.close();
        server.close();
    }

    @Test
    void aLostAnswerMakesNoSecondTask() {
        relay.loseAnswers("POST /v1/opencode/codebases/", 2);

        Exchange submitted = submit();

        assertThat(submitted.getException()).isNull();
        JsonNode tasks = new JsonCalls(URI.create(server.url() + "/")).get("/v1/opencode/tasks");
        assertThat(tasks).hasSize(1);
        assertThat(submitted.getMessage().getBody(Task.class).id()).isEqualTo(tasks.path(0).path("id").asText());
        assertThat(offered.getExchanges()).hasSize(1);
    }

    @Test
    void eachSubmissionIsATaskOfItsOwnAndItsKeyGoesToNoOtherCall() {
        List<Exchange> submitted = List.of(submit(), submit());

        assertThat(submitted).extracting(exchange -> exchange.getMessage().getBody(Task.class).id())
                .doesNotHaveDuplicates().doesNotContainNull();
        assertThat(submitted).allSatisfy(exchange -> assertThat(exchange.getVariable("send-request.idempotency-key")).isNull());
    }

    private Exchange submit() {
        return bench.send("submit-task", Map.of("title", "Greet", "prompt", "say hello"), Map.of("codebase", "shop"));
    }
}
