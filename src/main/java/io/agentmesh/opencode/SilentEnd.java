package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Path;

/** What is said of an agent that failed without a word on its standard error: what it wrote else, and where that is. */
final class SilentEnd {

    private SilentEnd() {
    }

    /** @param from where the agent's own output begins in the file */
    static String ofText(Path stdout, long from) throws IOException {
        String words = FinalMessage.of(stdout, from).lastLine();
        return words.isEmpty() ? " and wrote nothing, neither to standard output nor to standard error"
                : "; its standard error is empty, and its standard output ends with: " + words;
    }
}
