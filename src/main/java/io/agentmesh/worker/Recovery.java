package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

import io.agentmesh.opencode.LeftRuns;
import io.agentmesh.opencode.RunFolder;
import io.agentmesh.opencode.Runs;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done at a start, before the first poll: the last life's runs are ended and reported, so that no agent is at
 * work beside a second one, and no task is left running for ever in the server's eyes.
 */
public class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Runs runs;
    private final Outbox outbox;
    private final Claims claims;
    private final RunPruning pruning;
    private final Duration killGrace;

    public Recovery(Runs runs, Outbox outbox, Claims claims, RunPruning pruning, Duration killGrace) {
        this.runs = runs;
        this.outbox = outbox;
        this.claims = claims;
        this.pruning = pruning;
        this.killGrace = killGrace;
    }

    public void settle() throws IOException {
        for (RunFolder run : runs.all()) {
            try {
                settle(run);
            } catch (IOException e) {
                LOG.warn("what was left of run {} can't be read: {}", run.key(), ServerFault.sentence(e));
            }
        }
        for (Task task : claims.before(List.of())) {
            if (outbox.holds(task.id())) {
                claims.settle(task);
            }
        }
        pruning.prune();
    }

    private void settle(RunFolder run) throws IOException {
        if (!LeftRuns.isJournalled(run)) {
            pruning.remove(run);
            return;
        }
        Task task = run.record().task();
        if (!run.isReported()) {
            Outcome outcome = LeftRuns.settle(run, killGrace);
            outbox.put(task, outcome);
            LOG.info("task {} was left by an earlier start of this worker: {}", task.id(), outcome.status());
        }
        // A note that is younger than the run is of a later claim of the same task.
        FileTime noted = claims.noted(task.id());
        if (noted != null && noted.compareTo(Files.getLastModifiedTime(run.path())) <= 0) {
            claims.settle(task);
        }
    }
}
