package io.agentmesh.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParseException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFaultTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = {
        "'{\"detail\": \"no such task\"}', it answered 404: no such task",
        "'{\"detail\": [{\"loc\": [\"body\", \"name\"], \"msg\": \"bad\"}]}', 'it answered 404: body.name: bad'",
        "'{\"error\": 1}', it answered 404", "'<html>', it answered 404", "'', it answered 404"})
    void theServersOwnReasonIsTold(String body, String sentence) {
        assertThat(ServerFault.sentence(answer(404, null, body))).isEqualTo(sentence);
    }

    @Test
    void aRedirectSaysWhereTheServerIs() {
        assertThat(ServerFault.sentence(answer(301, "https://new/", "")))
                .isEqualTo("it answered 301 (moved to https://new/: set server_url to that)");
    }

    @Test
    void onlyTheFirstLineOfALongAnswerIsShown() {
        assertThat(ServerFault.sentence(answer(500, null, "{\"detail\": \"one\\ntwo\"}")))
                .isEqualTo("it answered 500: one");
        assertThat(ServerFault.sentence(answer(500, null, "{\"detail\": \"" + "x".repeat(9999) + "\"}")))
                .hasSizeLessThan(330).endsWith("…");
    }

    @Test
    void whatLiesBelowIsFound() {
        assertThat(ServerFault.sentence(new RuntimeCamelException(new SocketTimeoutException("Read timed out"))))
                .isEqualTo("Read timed out");
        assertThat(ServerFault.sentence(new RuntimeCamelException(new JsonParseException(null, "<"))))
                .isEqualTo("its answer is no JSON: <");
        assertThat(ServerFault.sentence(new IOException())).isEqualTo("IOException");
        assertThat(ServerFault.sentence(new IllegalStateException("odd\nmore"))).isEqualTo("odd");
        assertThat(ServerFault.sentence(new NullPointerException())).isEqualTo("null");
    }

    private static HttpOperationFailedException answer(int status, String location, String body) {
        return new HttpOperationFailedException("http://x", status, "", location, Map.of(), body);
    }
}
