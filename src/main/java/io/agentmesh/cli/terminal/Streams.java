package io.agentmesh.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams of this process.
 *
 * @param rawOut        standard output without a character set; null where the command's writer stands for it
 * @param outIsTerminal whether standard output is a terminal, and not a file or pipe
 * @param errIsTerminal likewise for standard error
 */
public record Streams(InputStream in, OutputStream rawOut, boolean outIsTerminal, boolean errIsTerminal) {

    private static final int OUT = 1;
    private static final int ERR = 2;

    public static Streams ofThisProcess() {
        return new Streams(System.in, new FileOutputStream(FileDescriptor.out), isTerminal(OUT), isTerminal(ERR));
    }

    /**
     * Prints a text that a program reads, such as a patch: in UTF-8 whatever the locale, which may not have its
     * characters.
     *
     * @param out the command's writer
     */
    public void printRaw(String text, PrintWriter out) {
        out.flush();
        PrintWriter raw = rawOut == null ? out : new PrintWriter(new OutputStreamWriter(rawOut, StandardCharsets.UTF_8));
        raw.print(text);
        raw.flush();
    }

    /** Java only knows whether input and output are both terminals; Linux knows each. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
