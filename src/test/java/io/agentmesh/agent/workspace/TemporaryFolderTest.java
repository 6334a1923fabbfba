package io.agentmesh.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

    private final Path folder = TemporaryFolder.choose();

    @AfterEach
    void remove() {
        FolderRemover.remove(folder);
    }

    @Test
    void isChosenBeforeItIsMade() throws Exception {
        assertThat(folder).doesNotExist().isNotEqualTo(TemporaryFolder.choose());

        TemporaryFolder.make(folder);

        assertThat(folder).isDirectory().hasParent(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
    }

    @Test
    void isNeverSomebodyElses() throws Exception {
        Files.createDirectory(folder);

        assertThatThrownBy(() -> TemporaryFolder.make(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
