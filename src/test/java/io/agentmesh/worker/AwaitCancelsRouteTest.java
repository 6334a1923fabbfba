package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Call;
import io.agentmesh.support.Fault;
import io.agentmesh.worker.slot.Decision;

class AwaitCancelsRouteTest extends RouteTest {

    private static final String CANCELS = "GET /v1/opencode/workers/w1/cancels";

    @Test
    void serverThatCanHoldItsAnswerIsAskedWhileATaskRuns() throws Exception {
        server.fails(CANCELS, Fault.body(200, "{\"cancel\": [\"t1\", \"not-ours\"]}"));
        welcome("{\"features\": [\"cancel-wait\"]}");
        bench.send("await-cancels", null);
        assertThat(server.calls(CANCELS)).isEmpty();
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));

        bench.send("await-cancels", null);
        bench.send("await-cancels", null);

        assertThat(bench.beans.runs.ending()).containsExactly("t1");
        assertThat(server.calls(CANCELS)).extracting(Call::query).containsExactly("wait=20&told=", "wait=20&told=t1");
    }

    @Test
    void otherServersAreNotAsked() throws Exception {
        welcome("{\"features\": [\"cancel\"]}");
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));

        bench.send("await-cancels", null);

        assertThat(server.calls(CANCELS)).isEmpty();
    }

    @Test
    void serverThatFailsIsAskedAgainOnceItAnswersSomethingElse() throws Exception {
        server.fails(CANCELS, Fault.garbage());
        welcome("{\"features\": [\"cancel-wait\"]}");
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));

        assertThat(bench.send("await-cancels", null).getException()).isNull();
        bench.send("await-cancels", null);
        assertThat(server.calls(CANCELS)).hasSize(1);

        bench.beans.connection.answered();
        bench.send("await-cancels", null);
        assertThat(server.calls(CANCELS)).hasSize(2);
    }

    private void welcome(String answer) throws IOException {
        bench.beans.connection.welcomed(new ObjectMapper().readValue(answer, JsonNode.class));
    }
}
