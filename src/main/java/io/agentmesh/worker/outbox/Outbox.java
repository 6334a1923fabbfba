package io.agentmesh.worker.outbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.agent.output.OutputTotals;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.output.UnsentOutput;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.redis.spool.NoSpool;
import io.agentmesh.settings.Limits;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.SteadyClock;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.task.text.Count;
import io.agentmesh.task.text.Mask;
import io.agentmesh.worker.client.ServerFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes that the server hasn't taken yet, {@code <state_dir>/outbox}. An outcome is a file here before anything is
 * sent, and stays until the server took it or said a final no: then it moves to {@code outbox/refused}.
 */
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Runs runs;
    private final RunOutputs outputs;
    private final Limits limits;
    private final OutcomeMirror mirror;
    private final SpooledOutput spool;
    private final WorkerObserver observer;
    private final OutputWait outputWait = new OutputWait(new SteadyClock());

    /** On a disk that is durable. */
    public Outbox(Path stateDir, Runs runs, RunOutputs outputs, Limits limits) {
        this(stateDir, runs, outputs, limits, new OutcomeMirror(new NoSpool(), stateDir.resolve("outbox"), Mask.NONE, ""),
                new SpooledOutput(new NoSpool(), outputs, run -> true, () -> null), WorkerObserver.NONE);
    }

    /**
     * @param mirror keeps the outcomes outside of this disk, too, where that is wanted
     * @param spool  the output that is kept outside of this disk
     * @param observer is told of each outcome that goes
     */
    public Outbox(Path stateDir, Runs runs, RunOutputs outputs, Limits limits, OutcomeMirror mirror,
            SpooledOutput spool, WorkerObserver observer) {
        this.observer = observer;
        this.mirror = mirror;
        this.spool = spool;
        this.folder = stateDir.resolve("outbox");
        this.runs = runs;
        this.outputs = outputs;
        this.limits = limits;
    }

    /** Makes the outcome safe. When this returns it can't be lost any more. */
    public void put(Task task, Outcome outcome) throws IOException {
        String key = Runs.key(task.id(), task.attempt());
        Files.createDirectories(folder);
        if (!runs.exists(key)) {
            keep(key, OutboxEntry.of(task, outcome));
            return;
        }
        RunFolder run = runs.folder(key);
        Outcome kept = run.keepOutcome(outcome);
        keep(key, OutboxEntry.of(task, kept));
        run.markReported();
    }

    private void keep(String key, OutboxEntry entry) throws IOException {
        mirror.keep(key, entry);
        DurableFile.writeJson(folder.resolve(key + SUFFIX), entry);
    }

    /** @return null where the file can't be read; it has been set aside then, and made anew from its run's outcome */
    public OutboxEntry read(String file) throws IOException {
        Path path = folder.resolve(file);
        boolean exists = Files.exists(path);
        Optional<OutboxEntry> entry = StoredJson.read(path, OutboxEntry.class, one -> one.isOf(file));
        if (entry.isEmpty() && exists) {
            restore(runs.folder(file.substring(0, file.length() - SUFFIX.length())));
        }
        return entry.orElse(null);
    }

    private void restore(RunFolder run) throws IOException {
        Outcome outcome = run.readOutcome();
        if (outcome != null) {
            keep(run.key(), OutboxEntry.of(run.namedTask(), outcome));
        }
    }

    /**
     * Sends what the server hasn't got of the run's output, since its outcome is to come after it.
     *
     * @throws UnsentOutputException where some of it is worth another try
     */
    public void sendOutput(OutboxEntry entry) throws IOException {
        RunFolder run = runs.folder(key(entry));
        if (Files.isDirectory(run.path())) {
            UnsentOutput rest = outputs.sendRest(run);
            if (!rest.isSettled() && (!rest.isStuck() || outputWait.lasts(run.key(), rest.batches()))) {
                throw new UnsentOutputException(entry.taskId(), rest.isStuck());
            }
        }
        int before = spool.sent(key(entry));
        if (!spool.send(key(entry))) {
            int sent = spool.sent(key(entry));
            if (outputWait.lasts(key(entry), sent)) {
                throw new UnsentOutputException(entry.taskId(), sent == before);
            }
        }
    }

    /** What is said of the run's output, or null where there was no run. */
    public OutputTotals output(OutboxEntry entry) throws IOException {
        RunFolder run = runs.folder(key(entry));
        OutputTotals totals = Files.isDirectory(run.path()) ? outputs.totals(run) : spool.totals(run.key());
        return totals == null ? null : totals.without(spool.refused(run.key()));
    }

    public void delivered(OutboxEntry entry) throws IOException {
        settled(entry);
        outputWait.forget(key(entry));
        mirror.settled(key(entry));
        Files.deleteIfExists(file(entry));
    }

    /** While the run's files are there. A figure that can't be had is no reason to send the outcome again. */
    private void settled(OutboxEntry entry) {
        long dropped = 0;
        try {
            OutputTotals sent = output(entry);
            dropped = sent == null ? 0 : sent.dropped();
        } catch (IOException | RuntimeException e) {
            LOG.debug("what was dropped of run {} isn't known: {}", key(entry), e.toString());
        }
        observer.settled(entry.taskId(), entry.attempt(), dropped);
    }

    /** The server said a final no; to a task that is given back, that is what was to come of it. */
    public void refused(OutboxEntry entry, Throwable failure) throws IOException {
        settled(entry);
        mirror.settled(key(entry));
        if (entry.status().equals(Outcome.GIVEN_BACK)) {
            Files.deleteIfExists(file(entry));
            LOG.info("task {} is not this worker's any more: {}", entry.taskId(), ServerFault.sentence(failure));
            return;
        }
        setAside(file(entry), ServerFault.sentence(failure));
    }

    /**
     * Halves an outcome that is too large for the server.
     *
     * @return whether there was something to cut: a server that refuses a few words has another problem
     */
    public boolean cut(OutboxEntry entry) throws IOException {
        OutboxEntry shorter = entry.halved();
        DurableFile.writeJson(file(entry), shorter);
        return !shorter.equals(entry);
    }

    /** The outcome that this very attempt was given before, or null: a repeated claim must not run it again. */
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

    /** The tasks whose outcomes wait here: to the server they still run. */
    public List<String> tasks() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && name.lastIndexOf('-') > 0)
                    .map(name -> name.substring(0, name.lastIndexOf('-'))).distinct().toList();
        }
    }

    /** How many outcomes wait here. */
    public int size() {
        File[] files = files();
        return files == null ? 0 : files.length;
    }

    private File[] files() {
        return folder.toFile().listFiles((any, name) -> name.endsWith(SUFFIX));
    }

    /**
     * Why no further task should be taken, in one sentence, or empty. An outcome is kept all the same: there is one
     * for each task that runs, however full it is here.
     */
    public String problem() {
        File[] files = files();
        long bytes = files == null ? 0 : Stream.of(files).mapToLong(File::length).sum();
        if (files == null || (files.length < limits.outboxMaxFiles() && bytes < limits.outboxMaxBytes())) {
            return "";
        }
        return "the outbox is full: the server has yet to take " + bytes + " bytes in "
                + Count.of(files.length, "file") + " (outbox_max_files, outbox_max_bytes)";
    }

    public boolean isEmpty() throws IOException {
        return tasks().isEmpty();
    }

    private Path file(OutboxEntry entry) {
        return folder.resolve(key(entry) + SUFFIX);
    }

    private static String key(OutboxEntry entry) {
        return Runs.key(entry.taskId(), entry.attempt());
    }

    private void setAside(Path file, String reason) throws IOException {
        Path refused = folder.resolve("refused");
        Files.createDirectories(refused);
        Files.writeString(refused.resolve(file.getFileName() + ".reason"), reason + "\n");
        Files.move(file, refused.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("outcome {} is set aside in {}: {}", file.getFileName(), refused, reason);
    }
}
