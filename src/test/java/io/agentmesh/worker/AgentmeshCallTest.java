package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.Call;
import io.agentmesh.support.Fault;

/** The kamelet {@code agentmesh-call}, in a route of somebody who makes a call. */
class AgentmeshCallTest extends RouteTest {

    @Test
    void methodAndPathAreFilledInForEachCall() throws Exception {
        caller("method=POST&path=/v1/x?a=b${variable.more}");
        server.fails(".*", Fault.body(200, "{}"));

        call(Map.of("n", 1), Map.of("more", "&of=t1"));
        call(Map.of("n", 2), Map.of("more", ""));

        assertThat(server.calls("POST /v1/x")).extracting(Call::query).containsExactly("a=b&of=t1", "a=b");
        assertThat(server.calls("POST /v1/x")).extracting(call -> call.json().path("n").asInt()).containsExactly(1, 2);
    }

    @Test
    void whatWasSentBeforeIsNotSentWithAGet() throws Exception {
        caller("method=GET&path=/v1/x");

        server.fails(".*", Fault.body(200, "{}"));
        call(Map.of("of", "another call"), Map.of());

        assertThat(server.calls("GET /v1/x")).singleElement().satisfies(call -> assertThat(call.json()).isNull());
    }

    @Test
    void callIsMadeAgainByItsCallerAloneAndLeavesNoVariables() throws Exception {
        caller("method=POST&path=/v1/opencode/workers/register");
        server.fails(".*", Fault.status(500), 2);

        Exchange exchange = call(Map.of("worker_id", "w1", "name", "hello", "hostname", "h"), Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(server.calls("POST .*")).hasSize(3).extracting(call -> call.json().path("name").asText())
                .containsOnly("hello");
        assertThat(exchange.getVariables()).isEmpty();
    }


    @Test
    void theAnswerIsRead() throws Exception {
        server.fails(".*", Fault.body(200, "{\"success\": true}"));

        assertThat(call().getMessage().getBody(JsonNode.class).path("success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"success\": tr", ""})
    void anAnswerThatIsNoJsonIsAnError(String answer) throws Exception {
        server.fails(".*", Fault.body(200, answer));

        assertThat(call().getException()).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsAnError() throws Exception {
        server.fails(".*", Fault.cut());

        assertThat(call().getException()).isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws Exception {
        server.close();

        assertThat(call().getException()).isInstanceOf(IOException.class);
    }

    private void caller(String parameters) throws Exception {
        bench.start();
        bench.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1).loggingLevel(LoggingLevel.OFF));
                from("direct:caller").to("kamelet:agentmesh-call?noErrorHandler=true&" + parameters);
            }
        });
    }

    private Exchange call(Object body, Map<String, ?> variables) {
        return bench.send("caller", body, variables);
    }

    private Exchange call() throws Exception {
        caller("method=GET&path=/v1/x");
        return call(null, Map.of());
    }
}
