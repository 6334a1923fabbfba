package io.agentmesh.cli.terminal;

import java.util.regex.Pattern;

/**
 * Text of tasks, as a terminal may show it. An agent's output, or whoever named a task, must not move the cursor, set
 * the window's title or turn the direction of writing.
 */
public final class SafeText {

    private static final Pattern SEQUENCE =
            Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(\\x07|\\x1b\\\\)");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    private SafeText() {
    }

    /** Many lines; tabs stay. */
    public static String block(String text) {
        return CONTROL.matcher(SEQUENCE.matcher(text).replaceAll("")).replaceAll("");
    }

    /** All on one line. */
    public static String line(String text) {
        return block(text.replaceAll("\\s+", " ")).strip();
    }
}
