package io.agentmesh.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDetailTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', value = {
        "{\"detail\": \"no such task\"} | no such task",
        "{\"detail\": [{\"type\": \"missing\", \"loc\": [\"body\", \"title\"], \"msg\": \"Field required\", \"input\": {}}]}"
            + " | body.title: Field required",
        "{\"detail\": [{\"loc\": [\"query\", \"since\"], \"msg\": \"not a number\"}, {\"loc\": [\"body\", \"tags\", 0], \"msg\":"
            + " \"too long\"}]} | query.since: not a number; body.tags.0: too long",
        "{\"detail\": [{\"msg\": \"bad\"}, \"worse\"]} | bad; worse",
        "{\"detail\": {\"code\": 7}} | {\"code\":7}"})
    void theServersReasonIsOneLine(String body, String reason) {
        assertThat(ErrorDetail.of(body)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><h1>413 Request Entity Too Large</h1></html>", "{\"error\": 1}", "[1]", "\"detail\"",
        "{\"detail\": null}", "{\"detail\": \" \"}", "{\"detail\": []}", "{\"detail\": "})
    void aBodyWithoutDetailExplainsNothing(String body) {
        assertThat(ErrorDetail.of(body)).isEmpty();
    }

    @Test
    void noBodyExplainsNothing() {
        assertThat(ErrorDetail.of(null)).isEmpty();
    }
}
