package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.Task;

/** Which deaths of the worker count, and how many are too many. */
class RecoveryHistoryTest extends RecoveryScene {

    @Test
    void aStartThatDoesNotComeToTheTaskCountsForNothing() throws Exception {
        claims.begin(task);
        RunFolders.journalled(state, task);

        start("resume", 3);
        start("resume", 3);
        start("resume", 3);

        assertThat(claim().interruptions()).hasSize(1);
        assertThat(claims.before(List.of())).containsExactly(task);
    }

    @Test
    void aTaskThatKillsItsWorkerIsGivenUpWithItsHistory() throws Exception {
        RunFolder run = RunFolders.journalled(state, task);
        for (int day = 1; day <= 3; day++) {
            claims.begin(task);
            for (String file : List.of("run.json", "stdout")) {
                Files.setLastModifiedTime(run.path().resolve(file), FileTime.from(Instant.parse("2026-01-0" + day
                        + "T03:04:05Z")));
            }
            start("resume", 3);
        }

        assertThat(outbox.read("t1-1.json").error()).isEqualTo("given up after it was interrupted 3 times: "
                + "2026-01-01T03:04:05Z " + STOPPED + "; 2026-01-02T03:04:05Z " + STOPPED
                + "; 2026-01-03T03:04:05Z " + STOPPED);
        assertThat(claims.all()).isEmpty();
    }

    @Test
    void itsHistoryGoesWithATaskThatWasGivenBackAndComesAgain() throws Exception {
        for (int attempt = 1; attempt <= 3; attempt++) {
            Task again = task.withAttempt(attempt);
            claims.note(again);
            claims.begin(again);
            RunFolders.journalled(state, again);
            start("release", 3);
            claims.returned(again);
        }

        assertThat(outbox.read("t1-3.json").error()).startsWith("given up after it was interrupted 3 times");
        assertThat(outbox.tasks()).containsExactly("t1");
    }
}
