package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLengthTest {

    @TempDir
    Path folder;

    @Test
    void onlyALongerJavaSourceIsTold() throws IOException {
        Files.writeString(folder.resolve("Long.java"), "\n".repeat(4));
        Files.writeString(folder.resolve("Short.java"), "\n".repeat(3));
        Files.writeString(folder.resolve("long.txt"), "\n".repeat(9));

        assertThat(SourceLength.longer(folder, 3)).containsExactly(folder.resolve("Long.java") + " has 4 lines");
    }
}
