package io.agentmesh.settings.type;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Durations: a number of seconds, or a number with a unit, in milliseconds precision. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|d)?");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L,
            "d", 86_400_000L);

    private Durations() {
    }

    /** Bounds are inclusive. The Camel property is in milliseconds, which every duration option accepts. */
    public static SettingType between(Duration min, Duration max) {
        return SettingType.of("DURATION", "a duration from " + text(min) + " to " + text(max)
                + ", as a number of seconds (5, 0.5) or with a unit (500ms, 30s, 5m, 1h)", (type, value, folders) -> {
                    double millis = millis(value);
                    return millis >= min.toMillis() && millis <= max.toMillis()
                            ? Duration.ofMillis(Math.round(millis)) : null;
                }).writtenBy(value -> Long.toString(((Duration) value).toMillis()))
                .shownBy(value -> List.of(text((Duration) value)));
    }

    /** @return NaN where the value is no duration */
    private static double millis(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue() * MILLIS.get("s");
        }
        Matcher form = FORM.matcher(value.isTextual() ? value.textValue() : "");
        return form.matches()
                ? Double.parseDouble(form.group(1)) * MILLIS.get(Objects.requireNonNullElse(form.group(2), "s")) : Double.NaN;
    }

    /** The duration in its largest whole unit, such as {@code 30m}. */
    private static String text(Duration duration) {
        long millis = duration.toMillis();
        String unit = millis == 0 ? "s"
                : Stream.of("d", "h", "m", "s").filter(each -> millis % MILLIS.get(each) == 0).findFirst().orElse("ms");
        return millis / MILLIS.get(unit) + unit;
    }
}
