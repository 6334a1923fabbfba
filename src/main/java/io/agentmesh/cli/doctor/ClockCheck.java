package io.agentmesh.cli.doctor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Compares this machine's clock with the server's, from the Date header, which has seconds. */
final class ClockCheck {

    private static final String NAME = "clock";
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final Clock clock;

    ClockCheck(Clock clock) {
        this.clock = clock;
    }

    /** @param date the header of an answer that arrived just now, or empty */
    Finding compare(String date) {
        if (date.isEmpty()) {
            return Finding.ok(NAME, "not compared: the server doesn't tell its time");
        }
        Duration ahead;
        try {
            ahead = Duration.between(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
                    clock.instant());
        } catch (DateTimeException e) {
            return Finding.ok(NAME, "not compared: the server's time can't be read");
        }
        if (ahead.abs().compareTo(TOLERANCE) <= 0) {
            return Finding.ok(NAME, "within " + TOLERANCE.toSeconds() + " s of the server's");
        }
        return Finding.warning(NAME, "this machine's clock is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " the server's", "set both clocks by NTP");
    }
}
