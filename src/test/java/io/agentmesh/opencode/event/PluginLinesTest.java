package io.agentmesh.opencode.event;

import static io.agentmesh.support.AgentEvents.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.AgentProtocols;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins of a repository print between OpenCode's events what they like. */
class PluginLinesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"[plugin] ready", "{\"type\":\"tex", "[]", "null", "{\"type\":\"error\",\"message\":\"of a plugin\"}",
        "{\"type\":\"step_start\"}", "{\"type\":\"log\",\"part\":{}}", "{}"})
    void linesThatAreNoEventsFailNothing(String line) throws Exception {
        String events = answer("Done.").replace("\n", "\n" + line + "\n");

        assertThat(read(line + "\n" + events).result()).isEqualTo("Done.");
    }

    @Test
    void eventAfterWordsWithoutALineEndCounts() throws Exception {
        assertThat(read("loading... " + answer("Done.").replace("\n", "\n..")).result()).isEqualTo("Done.");
    }

    private Outcome read(String stdout) throws Exception {
        RunFolder run = RunFolder.create(folder.resolve("t-1"));
        Files.writeString(run.stdout(), stdout);
        Files.writeString(run.path().resolve("exit"), "0\n");
        return new AgentProtocols(new OpenCodeProtocol()).read(run, null);
    }
}
