package io.agentmesh.server.response;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Times in the contract's format: ISO-8601, UTC, {@code Z}, always with six digits of a second, so that sorting the
 * texts sorts by time.
 */
public final class Times {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    public Times(Clock clock) {
        this.clock = clock;
    }

    public String now() {
        return FORMAT.format(clock.instant());
    }

    /** The time {@code duration} ago. */
    public String ago(Duration duration) {
        return FORMAT.format(clock.instant().minus(duration));
    }

    /** The time {@code duration} from now. */
    public String in(Duration duration) {
        return FORMAT.format(clock.instant().plus(duration));
    }

    /**
     * Parses a worker's time: milliseconds since 1970, or ISO-8601 with or without a zone (default UTC). Empty where it
     * is neither, or missing.
     */
    public String read(JsonNode sent) {
        try {
            if (sent != null && sent.isNumber()) {
                return FORMAT.format(Instant.ofEpochMilli(sent.longValue()));
            }
            if (sent != null && sent.isTextual()) {
                TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(sent.asText(), Instant::from,
                        LocalDateTime::from);
                return FORMAT.format(time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : time);
            }
        } catch (DateTimeException e) {
            // A session with an invalid time is still worth storing.
        }
        return "";
    }

    /** Whether {@code time}, in this format, is longer ago than {@code duration}. */
    boolean isOlder(String time, Duration duration) {
        return Instant.parse(time).isBefore(clock.instant().minus(duration));
    }
}
