package io.agentmesh.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What packages take from the build, where they look for it. */
class ManualIT {

    @Test
    void manPagesAreThere() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/man"))) {
            List<String> pages = files.map(file -> file.getFileName().toString()).toList();

            assertThat(pages).contains("agentmesh.1", "agentmesh-worker.1", "agentmesh-serve.1")
                    .allMatch(page -> page.matches("agentmesh(-[a-z]+)?\\.1"));
        }
        assertThat(Files.readString(Path.of("target/man/agentmesh.1"))).startsWith(".TH AGENTMESH 1 2026-11-24 \"agentmesh ");
    }

    @Test
    void completionIsThere() throws IOException {
        assertThat(Files.readString(Path.of("target/completions/agentmesh.bash"))).contains("_complete_agentmesh", "--codebase");
    }
}
