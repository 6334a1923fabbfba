package io.agentmesh.agent.run;

import java.io.IOException;
import java.nio.file.Path;

import io.agentmesh.agent.FinalMessage;

/** What is said of an agent that failed without a word on its standard error: what it wrote else, and where that is. */
public final class SilentFailure {

    private SilentFailure() {
    }

    /** @param from where the agent's own output begins in the file */
    public static String ofText(Path stdout, long from) throws IOException {
        String words = FinalMessage.of(stdout, from).lastLine();
        return words.isEmpty() ? " and wrote nothing, neither to standard output nor to standard error"
                : "; its standard error is empty, and its standard output ends with: " + words;
    }
}
