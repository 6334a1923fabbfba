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
 * files, so that they survive the worker and take no memory.
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

    /**
     * Writes the agent's input. Half a surrogate pair becomes a question mark; Files.writeString would reject the text.
     */
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

    /** Empty where the folder is not a run's. */
    public String taskId() {
        return key().substring(0, Math.max(0, key().lastIndexOf('-')));
    }

    /** The task as far as the folder's name describes it, for a run without a journal. */
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

    /** The file with the position up to which the output was sent. */
    public Path position() {
        return path.resolve("output.json");
    }

    /** The file with a batch that is sent in pieces; mostly absent. */
    public Path batch() {
        return path.resolve("batch.json");
    }

    public Path journal() {
        return path.resolve("run.json");
    }

    Path outcome() {
        return path.resolve("outcome.json");
    }

    /** Errors of the wrapper around the agent, as on a full disk; mostly empty. */
    public Path wrapperLog() {
        return path.resolve("wrapper.log");
    }

    /** The agent's exit status; empty while it runs, or where its wrapper was killed or couldn't write. */
    public OptionalInt exitStatus() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(path.resolve("exit")).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Removes the records of a previous process of the run. */
    public void removeProcess() throws IOException {
        Files.deleteIfExists(path.resolve("exit"));
        Files.deleteIfExists(process());
        Files.deleteIfExists(termination());
    }

    /** Why the worker has ended the run, see {@link TerminationReason#noteIn}. */
    Path termination() {
        return path.resolve("ending.json");
    }

    /** Not forced to the disk, which would delay the agent: no process outlives a power cut. */
    public void recordProcess(long pid, long startTicks) throws IOException {
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
     * The journal, with the wrapper's process where it is known.
     *
     * @throws IOException where there is none; a broken one has been set aside
     */
    public RunRecord record() throws IOException {
        RunRecord record = readJournal().orElseThrow(() -> new IOException("the run's journal can't be read"));
        return record.pid() == 0 ? withProcess(record) : record;
    }

    /** Empty where there is no readable journal. */
    public Optional<RunRecord> readJournal() throws IOException {
        return StoredJson.read(journal(), RunRecord.class, RunRecord::isComplete);
    }

    private RunRecord withProcess(RunRecord record) throws IOException {
        return StoredJson.read(process(), Started.class, Started::isComplete)
                .map(started -> record.withProcess(started.pid(), started.startTicks())).orElse(record);
    }

    /** The run's outcome, or null while there is none. */
    public Outcome readOutcome() throws IOException {
        Outcome amended = readOutcome(amended());
        return amended == null ? readOutcome(outcome()) : amended;
    }

    private static Outcome readOutcome(Path file) throws IOException {
        return StoredJson.read(file, Outcome.class, outcome -> outcome.status() != null).orElse(null);
    }

    /** Replaces the agent's outcome, once, before it is reported. */
    public void amendOutcome(Outcome outcome) throws IOException {
        DurableFile.writeJson(amended(), outcome);
    }

    /** Whether the agent's outcome was replaced. */
    public boolean isAmended() {
        return Files.exists(amended());
    }

    private Path amended() {
        return path.resolve("amended.json");
    }

    /** Stores the outcome unless there is one, so that a repeated report is the same. */
    public Outcome storeOutcome(Outcome outcome) throws IOException {
        Outcome stored = readOutcome();
        if (stored == null) {
            DurableFile.writeJson(outcome(), outcome);
            return outcome;
        }
        return stored;
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
