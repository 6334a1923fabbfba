package io.agentmesh.task.text;

/** Text that comes from outside, such as a name, in a line of a log: it neither begins another line nor moves a cursor. */
public final class OneLine {

    private OneLine() {
    }

    /** With each control character, line end and turn of the writing direction as an escape such as {@code \\n}. */
    public static String of(String text) {
        int first = 0;
        while (first < text.length() && !isControl(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(isControl(c) ? escape(c) : String.valueOf(c));
        }
        return line.toString();
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c >= '\u2028' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }
}
