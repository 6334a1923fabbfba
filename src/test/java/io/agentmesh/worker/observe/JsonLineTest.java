package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.task.text.Mask;

class JsonLineTest {

    private static final String SECRET = "sk-\"01\\23456789";

    private final LoggerContext logging = new LoggerContext();
    private final LogbackMDCAdapter names = new LogbackMDCAdapter();
    private final MaskedLayout layout = new MaskedLayout();

    @BeforeEach
    void start() {
        logging.setMDCAdapter(names);
        layout.setContext(logging);
        layout.setPattern("%msg%n");
        layout.start();
        MaskedLayout.install(logging, Mask.of(List.of(SECRET)));
        MaskedLayout.writeJson(logging, new JsonLine("w1"));
    }

    @AfterEach
    void stop() {
        logging.stop();
    }

    @Test
    void aLineIsOneObjectHoweverManyLinesTheMessageHas() throws Exception {
        String line = line("one\ntwo \"three\" {}", null, "four");

        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.path("message").asText()).isEqualTo("one\ntwo \"three\" four");
        assertThat(read.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(read.path("level").asText()).isEqualTo("INFO");
        assertThat(read.path("logger").asText()).isEqualTo("io.agentmesh.Any");
        assertThat(read.path("thread").asText()).isEqualTo(Thread.currentThread().getName());
        assertThat(read.path("worker").asText()).isEqualTo("w1");
        assertThat(read.has("task")).isFalse();
        assertThat(read.has("stack_trace")).isFalse();
    }

    @Test
    void aTasksLineNamesTheTaskAndItsCodebase() throws Exception {
        names.put("task", "t1");
        names.put("codebase", "cb1");

        JsonNode read = new ObjectMapper().readTree(line("at work", null));

        assertThat(read.path("task").asText()).isEqualTo("t1");
        assertThat(read.path("codebase").asText()).isEqualTo("cb1");
    }

    @Test
    void secretsAreMaskedThoughTheirCharactersAreEscaped() throws Exception {
        names.put("task", SECRET);

        String line = line("with " + SECRET, new IllegalStateException("no " + SECRET), SECRET);

        assertThat(line).doesNotContain("sk-", "23456789");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.path("message").asText()).isEqualTo("with ***");
        assertThat(read.path("task").asText()).isEqualTo("***");
        assertThat(read.path("stack_trace").asText()).contains("IllegalStateException: no ***", "JsonLineTest");
    }

    private String line(String message, Throwable failure, Object... arguments) {
        LoggingEvent event = new LoggingEvent("io.agentmesh.Any", logging.getLogger("io.agentmesh.Any"), Level.INFO, message,
                failure, arguments);
        return layout.doLayout(event);
    }
}
