package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.task.Outcome;

/** Runs that an earlier life of the worker left without an outcome, as after a {@code kill -9}. */
public final class LeftRuns {

    private static final Ending STOPPED = Ending.failed("the worker was stopped while the task ran");

    private LeftRuns() {
    }

    /** Whether the journal tells what the run is about; a folder without it was left before anything started. */
    public static boolean isJournalled(RunFolder run) {
        return Files.exists(run.journal());
    }

    /**
     * Ends what is still at work of the run, and tells how it went: from its files where it had finished by itself.
     *
     * @return the outcome, kept in the run's folder
     */
    public static Outcome settle(RunFolder run, Duration grace) throws IOException {
        Outcome kept = run.readOutcome();
        RunRecord record = run.record();
        ProcessTree.of(record).end(grace);
        FolderRemover.remove(Path.of(record.temporary()));
        return kept != null ? kept : run.keepOutcome(RunReader.read(run, STOPPED));
    }
}
