package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;
import io.agentmesh.worker.client.CallLimit;

class SendRequestRouteTest extends RouteTest {

    @Test
    void theCallGoesBelowTheServersUrlWithItsQuery() {
        send("GET", "/v1/opencode/tasks?status=pending&worker_id=w1", null);

        assertThat(server.calls(".*")).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/v1/opencode/tasks");
            assertThat(call.query()).isEqualTo("status=pending&worker_id=w1");
            assertThat(call.json()).isNull();
        });
    }

    @Test
    void theBodyIsAJsonObject() {
        send("POST", "/v1/x", Map.of("text", "ä \u0000 \"quoted\""));

        assertThat(server.calls("POST /v1/x")).singleElement().satisfies(call ->
                assertThat(call.json().path("text").asText()).isEqualTo("ä \u0000 \"quoted\""));
    }

    @Test
    void withoutATokenNoneIsSent() {
        send("GET", "/v1/x", null);

        assertThat(server.calls(".*").get(0).authorization()).isNull();
    }

    @Test
    void theTokenIsSentAndDoesNotStayInTheMessage() {
        bench.close();
        bench = new RouteBench(fixture.with("auth_token", "hunter2-hunter2"));

        Exchange exchange = send("GET", "/v1/opencode/tasks", null);

        assertThat(server.calls(".*").get(0).authorization()).isEqualTo("Bearer hunter2-hunter2");
        assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain("hunter2");
    }

    @Test
    void whatTheServerSendsNeverBecomesAHeader() {
        Exchange exchange = send("GET", "/v1/opencode/tasks", null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("[]");
    }

    @Test
    void headersOfAnEarlierCallAreNotSentOn() {
        bench.start();
        bench.camel().createProducerTemplate().request("direct:send-request", exchange -> {
            exchange.getMessage().setHeader("CamelHttpUri", "http://127.0.0.1:1/evil");
            exchange.getMessage().setHeader("camelhttpuri", "http://127.0.0.1:1/evil");
            exchange.setVariable("send-request.method", "GET");
            exchange.setVariable("send-request.path", "/v1/x");
        });

        assertThat(server.calls("GET /v1/x")).hasSize(1);
    }

    @Test
    void anyStatusButTwoHundredIsAnErrorAndARedirectIsNotFollowed() {
        server.fails(".*", Fault.redirect(server.url() + "/v1/elsewhere"));

        Exchange exchange = send("GET", "/v1/x", null);

        assertThat(exchange.getException(HttpOperationFailedException.class).getStatusCode()).isEqualTo(301);
        assertThat(server.calls(".*elsewhere")).isEmpty();
    }

    @Test
    void aServerThatDripsIsLeftWhenTheLimitOfACallIsOver() {
        bench.close();
        bench = new RouteBench(fixture.property("worker.call-timeout=2s"));
        server.fails(".*", Fault.drip());

        assertThat(send("GET", "/v1/x", null).getException()).isInstanceOf(IOException.class);
        assertThat(server.calls(".*")).hasSize(1);
    }

    @Test
    void aServerThatSaysAByteNowAndThenIsLeftToo() {
        bench.close();
        bench = new RouteBench(fixture.property("worker.call-timeout=3s"));
        server.fails(".*", Fault.trickle());

        Exchange exchange = send("GET", "/v1/x", null);

        assertThat(exchange.getException()).isInstanceOf(IOException.class);
        assertThat(server.calls(".*")).hasSize(1);
    }

    @Test
    void aStopEndsTheCallsThatAreUnderWayAndAllowsNoMore() throws InterruptedException {
        server.fails(".*", Fault.hang());
        bench.start();
        Thread end = new Thread(() -> {
            await().until(() -> !server.calls(".*").isEmpty());
            bench.bean("callLimit", CallLimit.class).end();
        });
        end.start();

        assertThat(send("GET", "/v1/x", null).getException()).isInstanceOf(IOException.class);
        end.join();
        assertThat(send("GET", "/v1/x", null).getException()).hasMessage("the worker stops");
        assertThat(server.calls(".*")).hasSize(1);
    }

    @Test
    void heartbeatsAndOutcomesWaitForNoConnectionOfOthers() throws InterruptedException {
        bench.close();
        bench = new RouteBench(fixture.property("camel.component.http.connectionsPerRoute=1"));
        server.fails("GET .*", Fault.hang());
        bench.start();
        Thread poll = new Thread(() -> send("GET", "/v1/opencode/tasks", null));
        poll.start();
        await().until(() -> !server.calls("GET .*").isEmpty());

        send("POST", "/v1/opencode/workers/w1/heartbeat", Map.of());
        send("PUT", "/v1/opencode/tasks/t1/status", Map.of("status", "completed"));

        assertThat(server.calls("(POST|PUT) .*")).hasSize(2);
        assertThat(poll.isAlive()).isTrue();
        bench.bean("callLimit", CallLimit.class).end();
        poll.join();
    }

    /** While Camel stops, no route's own variables are removed. */
    @Test
    void aCallIsMadeOnceWhereAnEarlierOneOfTheMessageRenewedTheToken() {
        bench.send("send-request", null, Map.of("send-request.method", "GET", "send-request.path", "/v1/opencode/tasks",
                "send-request.renewed", true));

        assertThat(server.calls(".*")).hasSize(1);
    }

    private Exchange send(String method, String path, Object body) {
        return bench.send("send-request", body, Map.of("send-request.method", method, "send-request.path", path));
    }
}
