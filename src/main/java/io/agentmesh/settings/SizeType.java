package io.agentmesh.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** A size within bounds, both included: a number of bytes, or a number with a unit of 1024 steps. */
record SizeType(long least, long most) implements SettingType {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*(B|KiB|MiB|GiB|TiB)?");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    @Override
    public String label() {
        return "SIZE";
    }

    @Override
    public String allowed() {
        return "a size from " + text(least) + " to " + text(most)
                + ", as a number of bytes (1048576) or with a unit (KiB, MiB, GiB, TiB)";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        long size = value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : bytes(value);
        if (size < least || size > most) {
            throw refuse(value);
        }
        return size;
    }

    @Override
    public List<String> items(Object value) {
        return List.of(text((Long) value));
    }

    private long bytes(JsonNode value) {
        Matcher form = FORM.matcher(value.isTextual() ? value.textValue() : "");
        if (!form.matches()) {
            throw refuse(value);
        }
        int unit = form.group(2) == null ? 0 : UNITS.indexOf(form.group(2));
        try {
            return Math.multiplyExact(Long.parseLong(form.group(1)), 1L << (10 * unit));
        } catch (ArithmeticException e) {
            throw refuse(value);
        }
    }

    /** In its largest whole unit, such as {@code 256MiB}. */
    static String text(long size) {
        int unit = 0;
        long number = size;
        while (number != 0 && number % 1024 == 0 && unit < UNITS.size() - 1) {
            number /= 1024;
            unit++;
        }
        return number + UNITS.get(unit);
    }
}
