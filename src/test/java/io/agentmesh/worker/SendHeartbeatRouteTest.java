package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.worker.slot.Decision;

class SendHeartbeatRouteTest {

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private RouteBench bench;

    @BeforeEach
    void bench() {
        bench = new RouteBench(new WorkerFixture(folder, server.url()));
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @Test
    void nothingIsSaidBeforeTheRegistration() {
        bench.send("send-heartbeat", null);

        assertThat(server.calls(".*")).isEmpty();
    }

    @Test
    void whatRunsIsNamed() throws Exception {
        register();
        bench.beans.slots.reserve(Samples.task("t1"), Decision.run(folder));
        bench.beans.outbox.put(Samples.task("t2").withAttempt(1), Samples.OUTCOME);

        Exchange exchange = bench.send("send-heartbeat", null);

        assertThat(exchange.getException()).isNull();
        assertThat(server.calls("POST /v1/opencode/workers/w1/heartbeat")).singleElement()
                .satisfies(call -> assertThat(call.json().path("running")).hasToString("[\"t1\",\"t2\"]"));
    }

    @Test
    void whatTheServerWantsStoppedIsCancelled() {
        var cancelled = bench.intercept("send-heartbeat", "cancel-task");
        register();
        server.fails("POST .*/heartbeat", Fault.body(200, "{\"success\": true, \"cancel\": [\"t1\", \"t2\"]}"));

        bench.send("send-heartbeat", null);

        assertThat(cancelled.getExchanges()).extracting(exchange -> exchange.getMessage().getBody(String.class))
                .containsExactly("t1", "t2");
    }

    @Test
    void aServerThatForgotTheWorkerIsRegisteredAtAgain() {
        var registered = bench.intercept("send-heartbeat", "register-worker");
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());

        Exchange exchange = bench.send("send-heartbeat", null);

        assertThat(exchange.getException()).isNull();
        assertThat(registered.getExchanges()).hasSize(1);
        assertThat(bench.beans.connection.isRegistered()).isFalse();
    }

    @Test
    void afterAFaultTheNextBeatIsWaitedFor() {
        register();
        server.fails("POST .*/heartbeat", Fault.status(500), 1);

        assertThat(bench.send("send-heartbeat", null).getException()).isNull();
        assertThat(bench.beans.connection.isLost()).isTrue();
        bench.send("send-heartbeat", null);

        assertThat(bench.beans.connection.isLost()).isFalse();
        assertThat(server.calls("POST .*/heartbeat")).hasSize(2);
    }

    @Test
    void anEmptyAnswerIsTheServersFaultToo() {
        register();
        server.fails("POST .*/heartbeat", Fault.body(200, ""), 1);

        assertThat(bench.send("send-heartbeat", null).getException()).isNull();

        assertThat(bench.beans.connection.isLost()).isTrue();
    }

    private void register() {
        bench.send("register-worker", null);
    }
}
