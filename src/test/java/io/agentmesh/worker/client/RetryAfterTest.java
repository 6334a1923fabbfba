package io.agentmesh.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"7|PT7S", "0|PT0S", " 12 |PT12S", "300|PT5M", "301|PT5M", "999999999999999999|PT5M",
        "Wed, 25 Nov 2026 10:00:30 GMT|PT30S", "Wed, 25 Nov 2026 09:00:00 GMT|PT0S", "Fri, 25 Dec 2026 10:00:00 GMT|PT5M"})
    void secondsAndDatesAreUnderstoodAndBounded(String header, Duration pause) {
        assertThat(asked(429, header)).contains(pause);
        assertThat(asked(503, header)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "9999999999999999999999", "25 Nov", "Wed, 99 Nov 2026 10:00:30 GMT"})
    void nonsenseAsksForNothing(String header) {
        assertThat(asked(429, header)).isEmpty();
    }

    @Test
    void otherAnswersAndFailuresAskForNothing() {
        assertThat(asked(500, "7")).isEmpty();
        assertThat(asked(200, "7")).isEmpty();
        assertThat(RetryAfter.of(new IOException("gone"), CLOCK)).isEmpty();
        assertThat(RetryAfter.of(null, CLOCK)).isEmpty();
        assertThat(RetryAfter.of(new HttpOperationFailedException("u", 429, "", null, null, ""), CLOCK)).isEmpty();
    }

    @Test
    void headersNameMayBeWrittenAnyWayAndTheAnswerMayLieDeeper() {
        assertThat(RetryAfter.of(new IOException(new HttpOperationFailedException("u", 429, "", null,
                Map.of("retry-after", "3"), "")), CLOCK)).contains(Duration.ofSeconds(3));
    }

    private static Optional<Duration> asked(int status, String header) {
        return RetryAfter.of(new HttpOperationFailedException("http://s", status, "", null,
                Map.of("Retry-After", header), "{}"), CLOCK);
    }
}
