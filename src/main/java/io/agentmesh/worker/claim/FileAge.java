package io.agentmesh.worker.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Age of a file. */
final class FileAge {

    private FileAge() {
    }

    /** A time in the future, of a clock that was ahead, is set to now, so that the age counts from now. */
    static Duration of(Path file) throws IOException {
        Instant now = Instant.now();
        Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
        if (age.isNegative()) {
            Files.setLastModifiedTime(file, FileTime.from(now));
            return Duration.ZERO;
        }
        return age;
    }
}
