package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteSchemaTest {

    private static final String GOOD = """
            - route:
                id: stream-output
                from:
                  uri: direct
                  parameters:
                    name: stream-output
                  steps:
                    - aggregate:
                        completionSize: 5
                        aggregationStrategy: "#bean:lines"
                        correlationExpression:
                          constant:
                            expression: "true"
                        steps:
                          - log:
                              message: hello
            """;

    private final RouteSchema schema = new RouteSchema();

    @Test
    void canonicalYamlConforms() {
        assertThat(schema.complaints(RouteFile.of("stream-output", GOOD))).isEmpty();
    }

    @Test
    void aPlaceholderMayStandForANumber() {
        String yaml = GOOD.replace("completionSize: 5", "completionSize: '{{worker.batch-size}}'");

        assertThat(schema.complaints(RouteFile.of("stream-output", yaml))).isEmpty();
    }

    @Test
    void textIsNoNumber() {
        String yaml = GOOD.replace("completionSize: 5", "completionSize: many");

        assertThat(schema.complaints(RouteFile.of("stream-output", yaml))).singleElement().asString()
                .startsWith("stream-output: ").contains("completionSize");
    }

    @Test
    void anUnknownStepIsTold() {
        assertThat(schema.complaints(RouteFile.of("stream-output", GOOD.replace("- log:", "- logg:")))).isNotEmpty();
    }

    @Test
    void anUnknownFieldIsTold() {
        assertThat(schema.complaints(RouteFile.of("stream-output", GOOD.replace("message:", "mesage:")))).isNotEmpty();
    }
}
