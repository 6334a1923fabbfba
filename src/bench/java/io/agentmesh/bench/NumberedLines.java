package io.agentmesh.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines that a scripted agent says, each of {@value #BYTES} bytes and with its number in it, and the OpenCode events
 * that carry them.
 */
final class NumberedLines {

    /** Of a line, in UTF-8. */
    static final int BYTES = 300;
    private static final int DIGITS = 12;
    private static final String REST = rest();

    private NumberedLines() {
    }

    /** With what JSON must escape and what UTF-8 writes in several bytes, as in real text. */
    private static String rest() {
        StringBuilder text = new StringBuilder(" the agent says \"done\" to C:\\src, naïvely – ");
        while (text.toString().getBytes(StandardCharsets.UTF_8).length < BYTES - DIGITS) {
            text.append((char) ('a' + text.length() % 26));
        }
        return text.toString();
    }

    static String line(long number) {
        return String.format("%0" + DIGITS + "d", number) + REST;
    }

    /** Whether {@code text} holds exactly the line of that number at {@code from}. */
    static boolean stands(String text, int from, long number) {
        long found = 0;
        if (text.length() < from + DIGITS + REST.length()) {
            return false;
        }
        for (int i = from; i < from + DIGITS; i++) {
            found = found * 10 + text.charAt(i) - '0';
        }
        return found == number && text.startsWith(REST, from + DIGITS);
    }

    /** In characters. */
    static int length() {
        return DIGITS + REST.length();
    }

    /**
     * Writes text events until the file has {@code bytes}, then the event that ends a run well.
     *
     * @return how many lines are in it
     */
    static long write(Path file, long bytes) throws IOException {
        long written = 0;
        long number = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            while (written < bytes) {
                byte[] event = event(number++);
                out.write(event);
                written += event.length;
            }
            out.write(finish(number - 1).getBytes(StandardCharsets.UTF_8));
        }
        return number;
    }

    private static byte[] event(long number) {
        String text = line(number).replace("\\", "\\\\").replace("\"", "\\\"");
        return ("""
                {"type":"text","timestamp":1767225600000,"sessionID":"ses_bench","part":{"id":"prt_%d",\
                "messageID":"%s","sessionID":"ses_bench","type":"text","text":"%s",\
                "time":{"start":1767225600000,"end":1767225600001}}}
                """.formatted(number, message(number), text)).getBytes(StandardCharsets.UTF_8);
    }

    private static String finish(long lastLine) {
        return """
                {"type":"step_finish","timestamp":1767225600002,"sessionID":"ses_bench","part":{"id":"prt_end",\
                "messageID":"%s","sessionID":"ses_bench","type":"step-finish","reason":"stop",\
                "tokens":{"input":1,"output":1,"reasoning":0,"cache":{"read":0,"write":0}},"cost":0}}
                """.formatted(message(lastLine));
    }

    /** A hundred lines a message: the answer, which is the last message, stays small. */
    private static String message(long number) {
        return "msg_" + number / 100;
    }
}
