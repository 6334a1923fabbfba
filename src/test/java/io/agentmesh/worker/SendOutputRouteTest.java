package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.support.Fault;

class SendOutputRouteTest extends RouteTest {

    private RunFolder run;
    private MockEndpoint cancelled;

    @BeforeEach
    void run() throws IOException {
        run = RunFolders.finished(fixture.state, Samples.task("t1").withAttempt(3), "said");
        cancelled = bench.replace("cancel-task");
        bench.start();
    }

    @Test
    void aBatchTellsWhoseItIsAndItsPlace() throws IOException {
        sendAll();

        assertThat(server.calls("POST .*/t1/output")).singleElement().satisfies(call -> {
            assertThat(call.json().path("worker_id").asText()).isEqualTo("w1");
            assertThat(call.json().path("output").asText()).isEqualTo("said\n");
            assertThat(call.json().path("attempt").asInt()).isEqualTo(3);
            assertThat(call.json().path("seq").asInt()).isEqualTo(1);
            assertThat(call.json().path("timestamp").asText()).endsWith("Z");
        });
    }

    @Test
    void whatIsSentIsNotSentAgain() throws IOException {
        sendAll();
        sendAll();

        assertThat(server.calls("POST .*")).hasSize(1);
    }

    @Test
    void aBatchThatWasNotTakenComesAgainWithTheSameNumber() throws IOException {
        server.fails("POST .*", Fault.loseAnswer(), 1);

        sendAll();
        sendAll();

        assertThat(server.calls("POST .*")).hasSize(2).extracting(call -> call.json().path("seq").asInt())
                .containsOnly(1);
    }

    @Test
    void anAnswerThatSaysCancelledEndsTheRun() throws IOException {
        server.fails("POST .*", Fault.body(200, "{\"success\": true, \"cancelled\": true}"));

        sendAll();

        assertThat(cancelled.getExchanges()).singleElement().satisfies(exchange ->
                assertThat(exchange.getMessage().getBody()).isEqualTo("t1"));
    }

    @Test
    void aConflictEndsTheRunToo() throws IOException {
        server.fails("POST .*", Fault.status(409));

        sendAll();

        assertThat(cancelled.getExchanges()).singleElement().satisfies(exchange ->
                assertThat(exchange.getMessage().getBody()).isEqualTo("t1"));
        assertThat(server.calls("POST .*")).hasSize(1);
    }

    @Test
    void aRefusedBatchIsPassedOver() throws IOException {
        server.fails("POST .*", Fault.status(413), 1);

        sendAll();
        sendAll();

        assertThat(server.calls("POST .*")).hasSize(1);
        assertThat(cancelled.getExchanges()).isEmpty();
    }

    private void sendAll() throws IOException {
        bench.bean("outputs", RunOutputs.class).sendRest(run);
    }
}
