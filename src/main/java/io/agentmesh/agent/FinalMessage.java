package io.agentmesh.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The message that a program's output ends with: mostly what it says of its failure. Lines of its log are none. */
public final class FinalMessage {

    private static final String ERROR = "Error: ";
    /** In lines; what is longer is the talk of a program, and not one error. */
    private static final int LONGEST_ERROR = 30;
    private static final Pattern STACK = Pattern.compile("^(?:at \\S|\\d+ \\| |\\^)");
    private static final Pattern MARK = Pattern.compile("^[!✗]\\s+");
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    private String firstWords = "";
    private int words;
    private String lastWords = "";
    private boolean said;

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
            words = 0;
        } else if (plain.startsWith(ERROR)) {
            said = true;
            lastWords = plain.substring(ERROR.length());
        } else if (!said && !plain.isEmpty()) {
            firstWords = words == 0 ? plain : firstWords;
            words++;
            lastWords = STACK.matcher(plain).find() && !lastWords.isEmpty() ? lastWords : plain;
        }
    }

    /**
     * The last line that says what the error is, and what follows is often its details; else the first and the last line
     * since the last log: an error of several lines says in the first one what it is.
     */
    public String text() {
        return said || words < 2 || words > LONGEST_ERROR || firstWords.equals(lastWords) ? lastWords
                : firstWords + " … " + lastWords;
    }

    /** The last line that is no log. */
    public String lastLine() {
        return lastWords;
    }

    /**
     * What is said of an agent that failed without a word on its standard error: what else it wrote, and where that is.
     *
     * @param from where the agent's own output begins in the file
     */
    public static String withoutError(Path stdout, long from) throws IOException {
        String words = of(stdout, from).lastLine();
        return words.isEmpty() ? " and wrote nothing, neither to standard output nor to standard error"
                : "; its standard error is empty, and its standard output ends with: " + words;
    }
}
