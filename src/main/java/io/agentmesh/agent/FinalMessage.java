package io.agentmesh.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The message at the end of a program's output, which mostly explains its failure. Log lines don't count. */
public final class FinalMessage {

    private static final String ERROR = "Error: ";
    /** In lines; a longer text is no error message. */
    private static final int MAX_ERROR = 30;
    private static final Pattern STACK = Pattern.compile("^(?:at \\S|\\d+ \\| |\\^)");
    /** What git says before what it failed of. */
    private static final Pattern NO_FAILURE = Pattern.compile("^(?:warning|hint): ?");
    private static final Pattern MARK = Pattern.compile("^[!✗]\\s+");
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    private String firstLine = "";
    private int lines;
    private String message = "";
    private boolean hasError;

    /** @param from the offset to begin at, in bytes */
    public static FinalMessage of(Path file, long from) throws IOException {
        FinalMessage message = new FinalMessage();
        LineFile.readAll(file, from, line -> message.add(plain(line.text())));
        return message;
    }

    /** A line without colours and the mark in front. */
    public static String plain(String line) {
        String bare = line.indexOf('\u001b') < 0 ? line : ANSI.matcher(line).replaceAll("");
        return MARK.matcher(bare).replaceFirst("").strip();
    }

    /** Whether a plain line is one of a log in logfmt. */
    public static boolean isLog(String plain) {
        return plain.startsWith("timestamp=");
    }

    /** @param plain see {@link #plain} */
    public void add(String plain) {
        if (isLog(plain)) {
            lines = 0;
        } else if (plain.startsWith(ERROR)) {
            hasError = true;
            message = plain.substring(ERROR.length());
        } else if (!hasError && !plain.isEmpty() && (lines == 0 || !plain.startsWith("hint:"))) {
            firstLine = lines == 0 || NO_FAILURE.matcher(firstLine).find() ? plain : firstLine;
            lines++;
            message = STACK.matcher(plain).find() && !message.isEmpty() ? message : plain;
        }
    }

    /**
     * The last line that begins with {@code Error:}, as what follows is often its details; else the first, which is no
     * warning, and the last line since the last log line.
     */
    public String text() {
        return hasError || lines < 2 || lines > MAX_ERROR || firstLine.equals(message) ? message
                : firstLine + " … " + message;
    }

    /** The last line that is not a log line. */
    public String lastLine() {
        return message;
    }

    /**
     * What is said of an agent that failed without a word on its standard error: what else it wrote, and where that is.
     *
     * @param from where the agent's own output begins in the file
     */
    public static String withoutError(Path stdout, long from) throws IOException {
        String lines = of(stdout, from).lastLine();
        return lines.isEmpty() ? " and wrote nothing, neither to standard output nor to standard error"
                : "; its standard error is empty, and its standard output ends with: " + lines;
    }
}
