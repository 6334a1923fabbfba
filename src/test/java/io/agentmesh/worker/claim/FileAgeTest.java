package io.agentmesh.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAgeTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsAsOldAsItsTimeSays() throws Exception {
        assertThat(FileAge.of(written(Instant.now().minus(Duration.ofDays(8))))).isBetween(Duration.ofDays(8),
                Duration.ofDays(9));
    }

    @Test
    void aTimeInTheFutureCountsAsNow() throws Exception {
        Path file = written(Instant.now().plus(Duration.ofDays(30)));

        assertThat(FileAge.of(file)).isZero();

        assertThat(Files.getLastModifiedTime(file).toInstant()).isBeforeOrEqualTo(Instant.now());
    }

    private Path written(Instant time) throws Exception {
        return Files.setLastModifiedTime(Files.writeString(folder.resolve("file"), "x"), FileTime.from(time));
    }
}
