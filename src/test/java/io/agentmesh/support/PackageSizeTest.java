package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageSizeTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writePackages() throws IOException {
        Path large = Files.createDirectories(folder.resolve("a/large"));
        Path small = Files.createDirectories(folder.resolve("a/small"));
        for (String name : new String[] {"One.java", "Two.java", "Three.java", "package-info.java"}) {
            Files.createFile(large.resolve(name));
        }
        Files.createFile(small.resolve("One.java"));
        Files.createFile(small.resolve("data.json"));
    }

    @Test
    void aPackageWithTooManyClassesIsFound() {
        assertThat(PackageSize.larger(folder, 2)).containsExactly(folder.resolve("a/large") + " has 3 classes");
        assertThat(PackageSize.larger(folder, 3)).isEmpty();
    }

    @Test
    void aPackageWithoutADescriptionIsFound() {
        assertThat(PackageSize.undescribed(folder)).containsExactly(folder.resolve("a/small"));
    }
}
