package io.agentmesh.cli.doctor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** This machine's clock against the server's, which an answer tells in its Date header, to the second. */
final class ClockCheck {

    private static final String NAME = "clock";
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    private final Clock clock;

    ClockCheck(Clock clock) {
        this.clock = clock;
    }

    /** @param date the header of an answer that came just now, or empty */
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
        if (ahead.abs().compareTo(TOLERATED) <= 0) {
            return Finding.ok(NAME, "within " + TOLERATED.toSeconds() + " s of the server's");
        }
        return Finding.warning(NAME, "this machine's clock is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " the server's", "set both clocks by NTP");
    }
}
