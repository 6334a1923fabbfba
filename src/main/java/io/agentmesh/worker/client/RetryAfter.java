package io.agentmesh.worker.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Pause that a server requests: the header {@code Retry-After} (RFC 9110, section 10.2.3), seconds or a date, of an
 * answer 429 or 503. Empty for any other answer or an invalid value.
 */
public final class RetryAfter {

    /** A longer one is ignored beyond this: it may be a mistake. */
    static final Duration MAX = Duration.ofMinutes(5);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private RetryAfter() {
    }

    /** @return the requested pause, at most {@link #MAX} */
    public static Optional<Duration> of(Throwable failure, Clock clock) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException answer) {
                boolean isPause = answer.getStatusCode() == TOO_MANY_REQUESTS || answer.getStatusCode() == UNAVAILABLE;
                return isPause ? header(answer.getResponseHeaders())
                        .flatMap(text -> parse(text, clock)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> header(Map<String, String> headers) {
        return headers == null ? Optional.empty() : headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After")).map(Map.Entry::getValue).findFirst();
    }

    private static Optional<Duration> parse(String text, Clock clock) {
        Duration pause;
        try {
            pause = text.strip().matches("\\d{1,18}") ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.between(clock.instant(),
                            ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
        Duration positive = pause.isNegative() ? Duration.ZERO : pause;
        return Optional.of(positive.compareTo(MAX) > 0 ? MAX : positive);
    }
}
