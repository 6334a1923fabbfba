package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmesh.worker.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class QueueWatchTest {

    private static final Duration SAFETY = Duration.ofSeconds(60);
    private static final String NAME = "redis://redis.example.com:6379/0";

    private final TestClock clock = new TestClock();
    private final QueueWatch watch = new QueueWatch(NAME, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(QueueWatch.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(told);
    }

    @Test
    void theServerIsAskedEachTimeUntilRedisWorks() {
        assertThat(watch.wantsPoll(SAFETY)).isTrue();
        watch.polled();
        assertThat(watch.wantsPoll(SAFETY)).isTrue();

        watch.answered();
        assertThat(watch.wantsPoll(SAFETY)).isFalse();
    }

    @Test
    void whileRedisWorksAPollIsASafetyNet() {
        watch.answered();
        assertThat(watch.wantsPoll(SAFETY)).as("the first one").isTrue();
        watch.polled();

        clock.advance(SAFETY.minusMillis(1));
        assertThat(watch.wantsPoll(SAFETY)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(watch.wantsPoll(SAFETY)).isTrue();
    }

    @Test
    void theServerIsAskedAtOnceWhereRedisGoesAway() {
        watch.answered();
        watch.polled();

        watch.failed(new IllegalStateException("connection refused"));

        assertThat(watch.isWorking()).isFalse();
        assertThat(watch.wantsPoll(SAFETY)).isTrue();
    }

    @Test
    void eachChangeIsSaidOnce() {
        fail(3);
        answer(3);
        fail(2);

        String away = NAME + " can't be used: connection refused; polling the server until it answers again";
        assertThat(lines()).containsExactly("WARN " + away, "INFO tasks come from " + NAME, "WARN " + away);
    }

    @Test
    void theStateTellsSinceWhenItIsAwayAndWhyFirst() {
        assertThat(watch.state()).isEqualTo("not asked yet");
        clock.advance(Duration.ofMillis(700));
        fail(1);
        clock.advance(Duration.ofMinutes(5));
        watch.failed(new IllegalStateException("it doesn't answer"));
        assertThat(watch.state()).isEqualTo("away since 2026-01-02T03:04:05Z: connection refused");

        answer(1);
        assertThat(watch.state()).isEqualTo("tasks come from " + NAME);
        fail(1);
        assertThat(watch.state()).isEqualTo("away since 2026-01-02T03:09:05Z: connection refused");
    }

    @Test
    void aWorkerThatStopsTellsOfNoFailure() {
        watch.close();
        fail(1);

        assertThat(lines()).isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            watch.failed(new IllegalStateException("connection refused"));
        }
    }

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            watch.answered();
        }
    }

    private List<String> lines() {
        return told.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }
}
