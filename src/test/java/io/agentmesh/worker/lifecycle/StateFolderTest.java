package io.agentmesh.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.value.SettingsException;

class StateFolderTest {

    @TempDir
    Path folder;

    @Test
    void itIsMadeForItsOwnerAlone() throws IOException {
        Path state = folder.resolve("new/state");

        StateFolder.open(state, "w1").close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state))).isEqualTo("rwx------");
        assertThat(state.resolve("outbox")).isDirectory();
    }

    @Test
    void oneWorkerAtATime() throws IOException {
        try (StateFolder first = StateFolder.open(folder, "w1")) {
            assertThatThrownBy(() -> StateFolder.open(folder, "w1")).isInstanceOf(SettingsException.class)
                    .hasMessageMatching("state_dir: .* is used by worker w1 \\(process " + ProcessHandle.current().pid()
                            + ", since 20.*Z\\); give each worker of this machine its own");
        }
        StateFolder.open(folder, "w1").close();
    }

    @Test
    void aFolderThatCannotBeIsTold() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> StateFolder.open(file.resolve("state"), "w1")).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("state_dir: " + file + "/state can't be written");
    }

    @Test
    void whatAKilledWorkerHadNotWrittenWholeIsRemoved() throws IOException {
        Path claim = Files.createDirectories(folder.resolve("claims")).resolve(".t1.json.new");
        Path outcome = Files.createDirectories(folder.resolve("outbox")).resolve(".t1-1.json.new");
        Files.writeString(claim, "{");
        Files.writeString(outcome, "{");
        Path whole = Files.writeString(folder.resolve("claims/t2.json"), "{}");

        StateFolder.open(folder, "w1").close();

        assertThat(claim).doesNotExist();
        assertThat(outcome).doesNotExist();
        assertThat(whole).exists();
    }
}
