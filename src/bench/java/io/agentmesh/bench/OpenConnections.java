package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The established TCP connections of this machine, as {@code /proc/net} lists them. */
final class OpenConnections {

    private static final String ESTABLISHED = "01";
    private static final int LOCAL = 1;
    private static final int STATE = 3;

    private OpenConnections() {
    }

    /** Those that a server has which listens on {@code port}. */
    static int to(int port) throws IOException {
        String end = String.format(Locale.ROOT, ":%04X", port);
        int count = 0;
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[LOCAL].endsWith(end) && columns[STATE].equals(ESTABLISHED)) {
                    count++;
                }
            }
        }
        return count;
    }
}
