package io.agentmesh.cli.terminal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import com.fasterxml.jackson.databind.JsonNode;

/** Formats times of the contract as ages; times of a classic server have no zone and are UTC. */
public final class Ages {

    private static final String UNKNOWN = "-";

    private final Clock clock;

    public Ages(Clock clock) {
        this.clock = clock;
    }

    /** How long ago: {@code 12 s}, {@code 3 min}, {@code 2 h}, {@code 5 d}; a hyphen where unknown. */
    public String since(JsonNode time) {
        Instant from = read(time);
        return from == null ? UNKNOWN : text(Duration.between(from, clock.instant()));
    }

    /** The time between the two, or until now where the end is missing. */
    public String between(JsonNode start, JsonNode end) {
        Instant from = read(start);
        Instant to = read(end);
        return from == null ? UNKNOWN : text(Duration.between(from, to == null ? clock.instant() : to));
    }

    private static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    private static Instant read(JsonNode time) {
        try {
            TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(time.asText(""), OffsetDateTime::from,
                    LocalDateTime::from);
            return parsed instanceof OffsetDateTime zoned ? zoned.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
