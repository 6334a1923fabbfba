package io.agentmesh.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams of this process.
 *
 * @param outIsTerminal whether standard output is a terminal, and not a file or pipe
 * @param errIsTerminal likewise for standard error
 */
public record Streams(InputStream in, boolean outIsTerminal, boolean errIsTerminal) {

    private static final int OUT = 1;
    private static final int ERR = 2;

    public static Streams ofThisProcess() {
        return new Streams(System.in, isTerminal(OUT), isTerminal(ERR));
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
