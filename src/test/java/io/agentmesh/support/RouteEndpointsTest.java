package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RouteEndpointsTest {

    private final RouteEndpoints endpoints = new RouteEndpoints(new DeclaredProperties("""
            # Base.
            base=
            # Time.
            time=5s
            # Wrong.
            wrong=many
            """));

    @Test
    void knownOptionsAreFine() {
        assertThat(complaints("from", "timer", "timerName: poll", "period: '{{time}}'", "repeatCount: 1")).isEmpty();
        assertThat(complaints("to", "http", "httpUri: '{{base}}/v1/tasks?status=pending'", "httpMethod: PUT",
                "skipRequestHeaders: true")).isEmpty();
        assertThat(complaints("to", "exec", "executable: opencode", "timeout: '{{time}}'",
                "commandExecutor: '#bean:runner'")).isEmpty();
        assertThat(complaints("to", "http", "httpUri: '{{base}}/v1'", "worker_id: w")).isEmpty();
    }

    @Test
    void anUnknownOptionIsTold() {
        assertThat(complaints("from", "timer", "timerName: poll", "intervall: 5"))
                .singleElement().asString().startsWith("some-route: ").contains("intervall", "Unknown option");
    }

    @Test
    void aMisspeltOptionOfHttpIsNoQueryParameter() {
        assertThat(complaints("to", "http", "httpUri: 'http://a'", "responseTimeuot: 5"))
                .containsExactly("some-route: http has no option responseTimeuot");
    }

    @Test
    void aValueOfAWrongTypeIsTold() {
        assertThat(complaints("from", "timer", "timerName: poll", "repeatCount: many")).singleElement().asString()
                .contains("repeatCount", "Invalid integer value");
        assertThat(complaints("to", "sql", "query: select", "outputType: Everything")).singleElement().asString()
                .contains("outputType", "Invalid enum value");
    }

    @Test
    void aDefaultOfAWrongTypeIsTold() {
        assertThat(complaints("from", "timer", "timerName: poll", "repeatCount: '{{wrong}}'")).isNotEmpty();
    }

    @Test
    void anOptionOfTheOtherSideIsTold() {
        assertThat(complaints("to", "seda", "name: q", "concurrentConsumers: 5")).isNotEmpty();
        assertThat(complaints("from", "seda", "name: q", "concurrentConsumers: 5")).isEmpty();
    }

    @Test
    void whatIsMissingIsTold() {
        assertThat(complaints("to", "exec", "timeout: 5"))
                .containsExactly("some-route: exec needs the option executable");
    }

    @Test
    void anUnknownComponentIsTold() {
        assertThat(complaints("to", "htpp", "httpUri: a"))
                .containsExactly("some-route: the catalogue knows no component htpp");
    }

    @Test
    void aUriIsASchemeAlone() {
        assertThat(complaints("to", "direct:claim-task", "block: true"))
                .containsExactly("some-route: the uri direct:claim-task isn't a scheme alone, with the rest under "
                        + "parameters");
        assertThat(complaints("to", "'{{base}}'", "block: true")).hasSize(1);
    }

    @Test
    void whatAMessageDecidesFitsAnyType() {
        assertThat(complaints("toD", "http", "httpUri: '{{base}}/v1/tasks/${variable.task.id}'",
                "connectionTimeToLive: '${variable.time}'")).isEmpty();
        assertThat(complaints("toD", "seda", "name: '${body}'", "sise: '${body}'")).isNotEmpty();
    }

    private List<String> complaints(String kind, String uri, String... parameters) {
        String yaml = """
                - route:
                    %s:
                      uri: %s
                      parameters:
                        %s
                """.formatted(kind, uri, String.join("\n        ", parameters));
        return endpoints.complaints(RouteFile.of("some-route", yaml));
    }
}
