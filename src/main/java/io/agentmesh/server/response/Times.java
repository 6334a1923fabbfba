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
 * Now, as the contract writes times: ISO-8601, UTC, {@code Z}. Always six digits of a second, so that the order of the
 * texts is the order in time, and the database may sort by them.
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
     * A time that a worker sent, as we write them: milliseconds since 1970, or ISO-8601 with or without a zone (without
     * one it is UTC). Empty where it is neither, or there is none.
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
            // A worker's clock or format may be odd; its session is worth keeping all the same.
        }
        return "";
    }

    /** Whether {@code time}, one of ours, is longer ago than {@code duration}. */
    boolean isOlder(String time, Duration duration) {
        return Instant.parse(time).isBefore(clock.instant().minus(duration));
    }
}
