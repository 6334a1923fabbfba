package io.agentmesh.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

/**
 * The files of one run, {@code <state_dir>/runs/<task>-<attempt>/}. The agent's input, output and exit status are
 * files, so that nothing of a run is lost with the worker, and so that its output takes no memory.
 */
public record RunFolder(Path path) {

    /** Makes the folder, readable by its owner alone. */
    public static RunFolder create(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path)) {
            throw new RefusedTaskException("this attempt at the task has run here already: " + path.getFileName());
        }
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new RunFolder(path);
    }

    /** The agent's input. Half a surrogate pair becomes a question mark; Files.writeString would refuse all of it. */
    public void writePrompt(String prompt) throws IOException {
        Files.write(path.resolve("prompt"), prompt.getBytes(StandardCharsets.UTF_8));
    }

    /** In bytes; 0 where there is no file. */
    public static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** {@code <task>-<attempt>}: what the run is called in variables, logs and the outbox. */
    public String key() {
        return path.getFileName().toString();
    }

    /** Empty where the folder is none of a run. */
    public String taskId() {
        return key().substring(0, Math.max(0, key().lastIndexOf('-')));
    }

    /** What the folder's name says of the task, where nothing else does. */
    public Task namedTask() {
        String attempt = key().substring(key().lastIndexOf('-') + 1);
        return new Task(taskId(), null, null, null, null, null, 0, null, null, null, null,
                attempt.matches("[0-9]{1,9}") ? Integer.parseInt(attempt) : 0);
    }

    public Path stdout() {
        return path.resolve("stdout");
    }

    public Path stderr() {
        return path.resolve("stderr");
    }

    /** How far the output has been sent. */
    public Path position() {
        return path.resolve("output.json");
    }

    /** The batch that is sent in pieces; none most of the time. */
    public Path batch() {
        return path.resolve("batch.json");
    }

    public Path journal() {
        return path.resolve("run.json");
    }

    Path outcome() {
        return path.resolve("outcome.json");
    }

    /** What the shell around the agent had to say, as where the disk is full; mostly empty. */
    public Path wrapperLog() {
        return path.resolve("wrapper.log");
    }

    /** The agent's exit status; empty while it runs, and for good where its wrapper was killed or couldn't write. */
    public OptionalInt exitStatus() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(path.resolve("exit")).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** What an earlier life of the run has left of its process. */
    public void forgetProcess() throws IOException {
        Files.deleteIfExists(path.resolve("exit"));
        Files.deleteIfExists(process());
        Files.deleteIfExists(termination());
    }

    /** Why the worker has ended the run, see {@link TerminationReason#noteIn}. */
    Path termination() {
        return path.resolve("ending.json");
    }

    /** Not forced to the disk, which takes its time just before the agent begins: no process outlives a power cut. */
    public void noteProcess(long pid, long startTicks) throws IOException {
        DurableFile.replaceJson(process(), new Started(pid, startTicks));
    }

    private Path process() {
        return path.resolve("process.json");
    }

    /** As in {@link RunRecord}. */
    private record Started(long pid, long startTicks) {

        boolean isComplete() {
            return pid > 0 && startTicks > 0;
        }
    }

    /**
     * The journal, and with it the process where that is known.
     *
     * @throws IOException where there is none; a broken one has been set aside then
     */
    public RunRecord record() throws IOException {
        RunRecord record = readJournal().orElseThrow(() -> new IOException("the run's journal can't be read"));
        return record.pid() == 0 ? withProcess(record) : record;
    }

    /** Empty where there is none that can be read. */
    public Optional<RunRecord> readJournal() throws IOException {
        return StoredJson.read(journal(), RunRecord.class, RunRecord::isComplete);
    }

    private RunRecord withProcess(RunRecord record) throws IOException {
        return StoredJson.read(process(), Started.class, Started::isComplete)
                .map(started -> record.withProcess(started.pid(), started.startTicks())).orElse(record);
    }

    /** The outcome that this run was given, or null while there is none. */
    public Outcome readOutcome() throws IOException {
        Outcome amended = readOutcome(amended());
        return amended == null ? readOutcome(outcome()) : amended;
    }

    private static Outcome readOutcome(Path file) throws IOException {
        return StoredJson.read(file, Outcome.class, outcome -> outcome.status() != null).orElse(null);
    }

    /** Puts another outcome in the place of the agent's own, once, before it is reported. */
    public void amendOutcome(Outcome outcome) throws IOException {
        DurableFile.writeJson(amended(), outcome);
    }

    /** Whether the outcome is no more the agent's own. */
    public boolean isAmended() {
        return Files.exists(amended());
    }

    private Path amended() {
        return path.resolve("amended.json");
    }

    /** Keeps the outcome; the first one stays, so that a report that is sent again is the same. */
    public Outcome keepOutcome(Outcome outcome) throws IOException {
        Outcome kept = readOutcome();
        if (kept == null) {
            DurableFile.writeJson(outcome(), outcome);
            return outcome;
        }
        return kept;
    }

    /** Whether the outcome was put into the outbox. */
    public boolean isReported() {
        return Files.exists(path.resolve("reported"));
    }

    public void markReported() {
        try {
            DurableFile.write(path.resolve("reported"), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
