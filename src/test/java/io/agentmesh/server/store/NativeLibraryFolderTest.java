package io.agentmesh.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import io.agentmesh.settings.value.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryFolderTest {

    private static final Path TEMPORARY = Path.of("/noexec");
    private static final Path DATABASE = Path.of("/data");

    @TempDir
    Path folder;

    @Test
    void itIsTheFolderForTemporaryFilesWhereProgramsMayRunThere() {
        assertThat(new NativeLibraryFolder().choose(folder, DATABASE)).isEqualTo(folder);
        assertThat(folder).as("the probe is gone").isEmptyDirectory();
    }

    @Test
    void whereNothingMayBeExecutedThereItIsTheDatabasesOwn() {
        assertThat(allowing(DATABASE).choose(TEMPORARY, DATABASE)).isEqualTo(DATABASE);
        assertThat(new NativeLibraryFolder().choose(Path.of("/proc"), folder)).as("a real one").isEqualTo(folder);
    }

    @Test
    void whereThereIsNoneTheFlagIsNamed() {
        assertThatThrownBy(() -> allowing().choose(TEMPORARY, DATABASE)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("/noexec or /data (noexec)").hasMessageContaining("-Dorg.sqlite.tmpdir=FOLDER");
    }

    private static NativeLibraryFolder allowing(Path... folders) {
        return new NativeLibraryFolder(List.of(folders)::contains);
    }
}
