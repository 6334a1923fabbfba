package io.agentmesh.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Now, as the contract writes times: ISO-8601, UTC, {@code Z}. Always six digits of a second, so that the order of the
 * texts is the order in time, and the database may sort by them.
 */
final class Times {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    String now() {
        return FORMAT.format(clock.instant());
    }

    /** The time {@code duration} ago. */
    String ago(Duration duration) {
        return FORMAT.format(clock.instant().minus(duration));
    }

    /** Whether {@code time}, one of ours, is longer ago than {@code duration}. */
    boolean isOlder(String time, Duration duration) {
        return Instant.parse(time).isBefore(clock.instant().minus(duration));
    }
}
