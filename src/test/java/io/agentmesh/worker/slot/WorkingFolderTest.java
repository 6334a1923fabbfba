package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.RefusedTaskException;

class WorkingFolderTest {

    @TempDir
    Path root;

    private final WorkingFolder workingFolder = new WorkingFolder(Path.of("/no/worktrees"), path -> "is not allowed");

    @Test
    void theFolderOfAGlobalTaskIsMade() throws IOException {
        Path folder = root.toRealPath().resolve("global/t1");

        assertThat(workingFolder.open(Decision.run(folder))).isEqualTo(folder).isDirectory();
    }

    @Test
    void aLinkThatWasPutInItsWayIsNotFollowed() throws IOException {
        Path real = root.toRealPath();
        Files.createDirectories(real.resolve("elsewhere"));
        Path swapped = Files.createSymbolicLink(real.resolve("shop"), real.resolve("elsewhere"));

        assertThatThrownBy(() -> workingFolder.open(Decision.run(swapped))).isInstanceOf(RefusedTaskException.class);
    }
}
