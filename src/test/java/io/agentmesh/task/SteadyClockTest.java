package io.agentmesh.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class SteadyClockTest {

    /** Those that compare with times from elsewhere, or write times for people. */
    private static final List<String> WALL_CLOCKS = List.of("FullJitter", "OutboxAnswers", "ServerConnection", "WorkerBeans",
            "WorkerMetrics", "WorkspaceBeans");

    @Test
    void itStartsWithTheTimeOfTheMachineAndGoesOn() {
        SteadyClock clock = new SteadyClock();
        Instant first = clock.instant();

        assertThat(Duration.between(first, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(clock.instant()).isAfterOrEqualTo(first);
    }

    @Test
    void pausesOfTheWorkerDoNotFollowTheMachinesClock() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/agentmesh/worker"))) {
            assertThat(sources.filter(source -> source.toString().endsWith(".java"))
                    .filter(SteadyClockTest::takesTheMachinesClock)
                    .map(source -> source.getFileName().toString().replace(".java", "")))
                    .isSubsetOf(WALL_CLOCKS);
        }
    }

    private static boolean takesTheMachinesClock(Path source) {
        try {
            return Files.readString(source).contains("Clock.systemUTC()");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
