package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.Fault;

class CallServerRouteTest extends RouteTest {

    @Test
    void theAnswerIsRead() {
        server.fails(".*", Fault.body(200, "{\"success\": true}"));

        assertThat(call().getMessage().getBody(JsonNode.class).path("success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"success\": tr", ""})
    void anAnswerThatIsNoJsonIsAnError(String answer) {
        server.fails(".*", Fault.body(200, answer));

        assertThat(call().getException()).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatBreaksOffIsAnError() {
        server.fails(".*", Fault.cut());

        assertThat(call().getException()).isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatIsNotThereIsAnError() {
        server.close();

        assertThat(call().getException()).isInstanceOf(IOException.class);
    }

    private Exchange call() {
        return bench.send("call-server", null, Map.of("method", "GET", "path", "/v1/x"));
    }
}
