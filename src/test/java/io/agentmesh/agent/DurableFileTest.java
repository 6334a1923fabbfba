package io.agentmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Path file = folder.resolve("outcome.json");

        DurableFile.writeJson(file, Outcome.failed("first"));
        DurableFile.writeJson(file, Outcome.failed("ünï→😀"));

        assertThat(DurableFile.readJson(file, Outcome.class)).isEqualTo(Outcome.failed("ünï→😀"));
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void halfASurrogatePairIsReplaced() throws Exception {
        DurableFile.writeJson(folder.resolve("file"), Map.of("text", "a\ud83db"));

        assertThat(DurableFile.readJson(folder.resolve("file"), Map.class)).isEqualTo(Map.of("text", "a?b"));
    }

    @Test
    void fileThatCannotBeWrittenKeepsItsOldContent() throws Exception {
        Path file = folder.resolve("file");
        DurableFile.writeJson(file, "old");
        Files.createDirectory(folder.resolve(".file.new"));

        assertThatThrownBy(() -> DurableFile.writeJson(file, "new")).isInstanceOf(IOException.class);

        assertThat(DurableFile.readJson(file, String.class)).isEqualTo("old");
    }
}
