package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.task.text.Mask;

class MaskedLayoutTest {

    private static final String SECRET = "sk-0123456789";

    private final LoggerContext logging = new LoggerContext();
    private final MaskedLayout layout = new MaskedLayout();

    @BeforeEach
    void start() {
        logging.setMDCAdapter(new LogbackMDCAdapter());
        layout.setContext(logging);
        layout.setPattern("%-5level %mdc{task} %msg%n%ex");
        layout.start();
    }

    @AfterEach
    void stop() {
        logging.stop();
    }

    @Test
    void linesComeOutAsTheyAreUntilItIsKnownWhatToMask() {
        assertThat(line("the key is {}", null, SECRET)).isEqualTo("INFO   the key is sk-0123456789" + System.lineSeparator());
    }

    @Test
    void messageAndArgumentsAreMasked() {
        install();

        assertThat(line(SECRET + " and {}", null, SECRET)).isEqualTo("INFO   *** and ***" + System.lineSeparator());
    }

    @Test
    void whatAnExceptionHoldsIsMaskedToo() {
        install();
        Throwable failure = new IllegalStateException("no " + SECRET, new IllegalArgumentException("bad " + SECRET));

        assertThat(line("failed", failure)).contains("IllegalStateException: no ***",
                "IllegalArgumentException: bad ***").doesNotContain(SECRET);
    }

    @Test
    void whatHoldsNoSecretStaysAsItIs() {
        install();

        assertThat(line("task {} claimed", null, "t1")).isEqualTo("INFO   task t1 claimed" + System.lineSeparator());
    }

    @Test
    void anotherMaskTakesThePlaceOfTheFirst() {
        install();
        MaskedLayout.install(logging, Mask.of(List.of("another-secret")));

        assertThat(line("another-secret", null)).contains("***").doesNotContain("another-secret");
    }

    @Test
    void nameWithALineBreakForgesNoLine() {
        install();
        String forged = "t1\n2026-01-01T00:00:00Z INFO  task t2 completed\r\u2028\u001b[2J\u202e" + "sk-01234\n56789";
        logging.getMDCAdapter().put("task", "a\nb");
        try {
            assertThat(line("task {} failed", null, forged)).isEqualTo("INFO  a\\nb task t1\\n2026-01-01T00:00:00Z INFO  task t2 "
                    + "completed\\r\\u2028\\u001b[2J\\u202e*** failed" + System.lineSeparator());
        } finally {
            logging.getMDCAdapter().remove("task");
        }
    }

    @Test
    void whatAnExceptionSaysIsIndentedBelowItsLine() {
        String text = line("failed", new IllegalStateException("no\nINFO   forged"));

        assertThat(text).startsWith("INFO   failed\n    java.lang.IllegalStateException: no\n    INFO   forged\n").endsWith("\n");
        assertThat(text.lines().skip(1)).allMatch(line -> line.startsWith("    "));
    }

    private void install() {
        MaskedLayout.install(logging, Mask.of(List.of(SECRET)));
    }

    private String line(String message, Throwable failure, Object... arguments) {
        return layout.doLayout(new LoggingEvent("io.agentmesh.Any", logging.getLogger("io.agentmesh.Any"), Level.INFO, message,
                failure, arguments));
    }
}
