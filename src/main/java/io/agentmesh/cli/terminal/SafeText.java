package io.agentmesh.cli.terminal;

import java.util.regex.Pattern;

/**
 * Makes text of tasks safe for a terminal: an agent's output or a title must not move the cursor, set the window's
 * title or change the direction of writing.
 */
public final class SafeText {

    private static final Pattern SEQUENCE =
            Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    private SafeText() {
    }

    /** Keeps line breaks and tabs. */
    public static String block(String text) {
        return CONTROL.matcher(SEQUENCE.matcher(text).replaceAll("")).replaceAll("");
    }

    /** Joins all lines. */
    public static String line(String text) {
        return block(text.replaceAll("\\s+", " ")).strip();
    }
}
