package io.agentmesh.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process reads from and writes to, as far as the commands ask.
 *
 * @param outIsTerminal whether a person reads standard output; else it is a file or another program
 * @param errIsTerminal the same for standard error
 */
public record Streams(InputStream in, boolean outIsTerminal, boolean errIsTerminal) {

    private static final int OUT = 1;
    private static final int ERR = 2;

    public static Streams ofThisProcess() {
        return new Streams(System.in, isTerminal(OUT), isTerminal(ERR));
    }

    /** Java itself knows only whether both input and output are terminals; Linux tells of each. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
