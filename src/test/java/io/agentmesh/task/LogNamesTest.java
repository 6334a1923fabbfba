package io.agentmesh.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogNamesTest {

    @AfterEach
    void clear() {
        LogNames.remove();
    }

    @Test
    void aThreadHasItsOwnNamesAgainAfterAWhileWithOthers() {
        LogNames.put("t1", "cb1");

        try (LogNames names = LogNames.of("t2", null)) {
            assertThat(MDC.get("task")).isEqualTo("t2");
            assertThat(MDC.get("codebase")).isNull();
        }

        assertThat(MDC.get("task")).isEqualTo("t1");
        assertThat(MDC.get("codebase")).isEqualTo("cb1");
    }
}
