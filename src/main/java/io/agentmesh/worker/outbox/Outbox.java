package io.agentmesh.worker.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.OutputTotals;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.output.UnsentOutput;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.redis.spool.NoSpool;
import io.agentmesh.settings.Limits;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.task.text.Mask;
import io.agentmesh.worker.client.ServerFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes that the server hasn't acknowledged, {@code <state_dir>/outbox}. An outcome is a file here before it is
 * sent, and stays until the server acknowledges it or refuses it for good: then it moves to {@code outbox/refused}.
 */
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final OutboxFiles files;
    private final Runs runs;
    private final OutstandingOutput output;
    private final Limits limits;
    private final OutcomeMirror mirror;
    private final WorkerObserver observer;

    /** For a durable disk. */
    public Outbox(Path stateDir, Runs runs, RunOutputs outputs, Limits limits) {
        this(stateDir, runs, outputs, limits, new OutcomeMirror(new NoSpool(), stateDir.resolve("outbox"), Mask.NONE, ""),
                new SpooledOutput(new NoSpool(), outputs, run -> true, () -> null), WorkerObserver.NONE);
    }

    /**
     * @param mirror   stores the outcomes outside of this disk, too, where configured
     * @param spool    the output that is stored outside of this disk
     * @param observer notified of each outcome that leaves
     */
    public Outbox(Path stateDir, Runs runs, RunOutputs outputs, Limits limits, OutcomeMirror mirror,
            SpooledOutput spool, WorkerObserver observer) {
        this.observer = observer;
        this.mirror = mirror;
        this.files = new OutboxFiles(stateDir.resolve("outbox"));
        this.runs = runs;
        this.output = new OutstandingOutput(runs, outputs, spool);
        this.limits = limits;
    }

    /** Stores the outcome durably before it returns. */
    public void put(Task task, Outcome outcome) throws IOException {
        String key = Runs.key(task.id(), task.attempt());
        if (!runs.exists(key)) {
            store(key, OutboxEntry.of(task, outcome));
            return;
        }
        RunFolder run = runs.folder(key);
        // The agent's own was stored as it ended, before its changes were read.
        Outcome kept = run.storeOutcome(outcome);
        store(key, OutboxEntry.of(task, kept.changes() == null ? kept.withChanges(outcome.changes()) : kept));
        run.markReported();
    }

    private void store(String key, OutboxEntry entry) throws IOException {
        mirror.store(key, entry);
        files.write(key, entry);
    }

    /** @return null where the file can't be read; it was set aside then, and restored from its run's outcome */
    public OutboxEntry read(String file) throws IOException {
        String run = OutboxFiles.run(file);
        boolean exists = files.exists(run);
        Optional<OutboxEntry> entry = files.read(run);
        if (entry.isEmpty() && exists) {
            restore(runs.folder(run));
        }
        return entry.orElse(null);
    }

    private void restore(RunFolder run) throws IOException {
        Outcome outcome = run.readOutcome();
        if (outcome != null) {
            store(run.key(), OutboxEntry.of(run.namedTask(), outcome));
        }
    }

    /**
     * Sends the rest of the run's output, which must precede its outcome.
     *
     * @throws UnsentOutputException where some of it is to be retried
     */
    public void sendOutput(OutboxEntry entry) throws IOException {
        output.send(entry);
    }

    /** Totals of the run's output, or null where there was no run. */
    public OutputTotals output(OutboxEntry entry) throws IOException {
        return output.totals(entry);
    }

    public void delivered(OutboxEntry entry) throws IOException {
        settled(entry);
        output.forget(entry);
        files.remove(entry);
    }

    /** Call it while the run's files exist. */
    private void settled(OutboxEntry entry) {
        observer.settled(entry.taskId(), entry.attempt(), output.dropped(entry));
        mirror.delivered(OutboxFiles.run(entry));
    }

    /** The server refused the outcome for good; for a released task, that is expected. */
    public void refused(OutboxEntry entry, Throwable failure) throws IOException {
        settled(entry);
        if (entry.status().equals(Outcome.RELEASED)) {
            files.remove(entry);
            LOG.info("task {} is not this worker's any more: {}", entry.taskId(), ServerFault.sentence(failure));
            return;
        }
        files.setAside(entry, ServerFault.sentence(failure));
    }

    /**
     * Makes an outcome smaller that is too large for the server: first without its diff.
     *
     * @return whether there was something to cut: a server that rejects a few words has another problem
     */
    public boolean cut(OutboxEntry entry) throws IOException {
        OutboxEntry shorter = entry.smaller();
        files.write(OutboxFiles.run(entry), shorter);
        return !shorter.equals(entry);
    }

    /** The outcome of this very attempt, or null: a repeated claim must not run it again. */
    public Outcome kept(Task task) throws IOException {
        String key = Runs.key(task.id(), task.attempt());
        return runs.exists(key) ? runs.folder(key).readOutcome() : null;
    }

    /** Whether an outcome of the task waits here. */
    public boolean holds(String taskId) {
        try {
            return tasks().contains(taskId);
        } catch (IOException e) {
            throw new UncheckedIOException("the outbox can't be read: " + e.getMessage(), e);
        }
    }

    /** The tasks whose outcomes wait here: for the server they still run. */
    public List<String> tasks() throws IOException {
        return files.runs().stream().filter(run -> run.lastIndexOf('-') > 0)
                .map(run -> run.substring(0, run.lastIndexOf('-'))).distinct().toList();
    }

    /** The number of waiting outcomes. */
    public int size() {
        return files.size();
    }

    /**
     * Why no further task should be claimed, in one sentence, or empty. Outcomes of running tasks are stored however
     * full it is.
     */
    public String problem() {
        return files.problem(limits);
    }

    public boolean isEmpty() throws IOException {
        return tasks().isEmpty();
    }
}
