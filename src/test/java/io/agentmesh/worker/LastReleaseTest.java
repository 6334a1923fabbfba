package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * A state folder that the last release wrote, in four codebases: a run that ended while no worker lived ({@code
 * ended}), one that died with its worker ({@code died}), one that its restart recorded as interrupted ({@code
 * interrupted}), and an outcome that waited for its server ({@code waits}). The worker was ended by a KILL each time.
 */
class LastReleaseTest extends ClassicWorkerTest {

    private static final Path WRITTEN = Path.of("src/test/resources/io/agentmesh/worker/last-release");
    private static final List<String> TASKS = List.of("ended", "died", "waits", "interrupted");

    @Test
    void itsStateIsGoneOnWithAndItsOutcomesAreDelivered() throws Exception {
        copyState();
        for (String task : TASKS) {
            server.add(task(task, server.codebase(fixture.folder(folderOf(task)).toString(), "w1"), "hold never")
                    .put("status", "running"));
        }

        worker = fixture.start();

        for (String task : TASKS) {
            awaitStatus(task, "completed");
        }
        assertThat(TASKS).extracting(task -> server.task(task).path("result").asText())
                .containsExactly("ended", "resumed", "waits", "resumed");
        assertThat(fixture.agent.sessions()).as("nothing was begun anew").containsExactly("ses_1", "ses_1");
        assertThat(server.output("ended")).contains("ended");
        assertThat(fixture.state.resolve("outbox")).isDirectoryNotContaining("glob:**.{json,broken}");
    }

    private static String folderOf(String task) {
        return List.of("a", "b", "c", "d").get(TASKS.indexOf(task));
    }

    /** Its paths begin with {@code /srv/fixture}. */
    private void copyState() throws IOException {
        try (Stream<Path> files = Files.walk(WRITTEN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = fixture.state.resolve(WRITTEN.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("/srv/fixture", fixture.root.toString()));
            }
        }
    }
}
