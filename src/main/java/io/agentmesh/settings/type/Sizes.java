package io.agentmesh.settings.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Sizes in bytes: a whole number, or one with a unit of powers of 1024. */
public final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(?:([KMGT])(?:i?B)?|B)?",
            Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";
    private static final int BITS_PER_UNIT = 10;
    private static final BigDecimal NONE = BigDecimal.ONE.negate();

    private Sizes() {
    }

    /** Bounds are inclusive. */
    public static SettingType between(long min, long max) {
        return SettingType.of("SIZE", "a size from " + text(min) + " to " + text(max)
                + ", as a number of bytes or with a unit (64KiB, 200MiB, 1GiB)", (type, value, folders) -> {
                    BigDecimal bytes = value.isIntegralNumber() ? value.decimalValue() : bytes(value);
                    return bytes.compareTo(BigDecimal.valueOf(min)) >= 0 && bytes.compareTo(BigDecimal.valueOf(max)) <= 0
                            ? bytes.longValueExact() : null;
                }).shownBy(value -> List.of(text((Long) value)));
    }

    /** The size in its largest whole unit, such as {@code 200MiB}. */
    private static String text(long bytes) {
        int unit = -1;
        long number = bytes;
        while (unit + 1 < UNITS.length() && number != 0 && number % (1 << BITS_PER_UNIT) == 0) {
            number >>= BITS_PER_UNIT;
            unit++;
        }
        return number + (unit < 0 ? "B" : UNITS.charAt(unit) + "iB");
    }

    private static BigDecimal bytes(JsonNode value) {
        Matcher form = FORM.matcher(value.isTextual() ? value.textValue().strip() : "");
        if (!form.matches()) {
            return NONE;
        }
        int unit = form.group(2) == null ? -1 : UNITS.indexOf(form.group(2).toUpperCase(Locale.ROOT));
        return new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(1L << BITS_PER_UNIT * (unit + 1)));
    }
}
