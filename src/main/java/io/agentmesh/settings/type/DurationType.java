package io.agentmesh.settings.type;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;

/** A time span within bounds, both included: a number of seconds, or a number with a unit. Kept to the millisecond. */
public record DurationType(Duration least, Duration most) implements SettingType {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|d)?");

    @Override
    public String label() {
        return "DURATION";
    }

    @Override
    public String allowed() {
        return "a duration from " + text(least) + " to " + text(most)
                + ", as a number of seconds (5, 0.5) or with a unit (500ms, 30s, 5m, 1h)";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        double seconds = value.isNumber() ? value.doubleValue() : seconds(value);
        if (!(seconds >= seconds(least) && seconds <= seconds(most))) {
            throw refuse(value);
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** In milliseconds, which every Camel option for a time takes without a unit. */
    @Override
    public String write(Object value) {
        return Long.toString(((Duration) value).toMillis());
    }

    @Override
    public List<String> items(Object value) {
        return List.of(text((Duration) value));
    }

    /** The duration in its largest whole unit, such as {@code 30m}. */
    static String text(Duration duration) {
        long ms = duration.toMillis();
        if (ms % 1000 != 0) {
            return ms + "ms";
        }
        long seconds = ms / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        return minutes % (60 * 24) == 0 ? minutes / (60 * 24) + "d" : minutes / 60 + "h";
    }

    private double seconds(JsonNode value) {
        Matcher form = FORM.matcher(value.isTextual() ? value.textValue() : "");
        if (!form.matches()) {
            throw refuse(value);
        }
        double number = Double.parseDouble(form.group(1));
        return switch (form.group(2) == null ? "s" : form.group(2)) {
            case "ms" -> number / 1000;
            case "m" -> number * 60;
            case "h" -> number * 3600;
            case "d" -> number * 86400;
            default -> number;
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
