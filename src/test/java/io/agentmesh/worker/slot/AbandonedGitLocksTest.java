package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedGitLocksTest {

    @TempDir
    Path temp;

    private final AbandonedGitLocks locks = new AbandonedGitLocks();
    private final Outcome failure = Outcome.failed("the hook before-run failed: fatal: Unable to create the file");
    private Path folder;

    @BeforeEach
    void makeRepository() throws IOException {
        folder = temp.toRealPath();
        Files.writeString(Files.createDirectories(folder.resolve(".git")).resolve("HEAD"), "ref: refs/heads/main\n");
    }

    @Test
    void failureSaysWhichFileIsInTheWay() throws IOException {
        Path lock = Files.createFile(folder.resolve(".git/index.lock"));

        Outcome explained = locks.explained(failure, Decision.run(folder));

        assertThat(explained.error()).startsWith(failure.error() + "; git can't write in this repository while " + lock);
        assertThat(locks.explained(explained, Decision.run(folder))).isEqualTo(explained);
    }

    @Test
    void whatHasNothingToDoWithItStaysAsItIs() throws IOException {
        assertThat(locks.explained(failure, Decision.run(folder))).isEqualTo(failure);
        Files.createFile(folder.resolve(".git/index.lock"));
        assertThat(locks.explained(failure, null)).isEqualTo(failure);
        assertThat(locks.explained(failure, Decision.refuse("gone"))).isEqualTo(failure);
        assertThat(locks.explained(Outcome.completed("Done."), Decision.run(folder))).isEqualTo(Outcome.completed("Done."));
    }
}
