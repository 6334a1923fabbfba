package io.agentmesh.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.AgentProtocol;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.process.ProcessTree;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.task.Task;

/** The folders of all runs, {@code <state_dir>/runs}, and those runs that are going on now. */
public class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Path folder;
    private final RunJournal journal = new RunJournal();
    private final AgentProtocols protocols;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Map<String, TerminationReason> wished = new ConcurrentHashMap<>();
    private final FirstTries firstTries = new FirstTries();

    /** @param events the protocol of the agent that reports by {@link AgentOutputMode#EVENTS} */
    public Runs(Path stateDir, AgentProtocol events) {
        this.folder = stateDir.resolve("runs");
        this.protocols = new AgentProtocols(events);
    }

    /** How the agents of these runs report. */
    public AgentProtocols protocols() {
        return protocols;
    }

    public static String key(String taskId, int attempt) {
        return taskId + "-" + attempt;
    }

    /** A run will likely begin in a moment: what the system takes time for is begun. */
    public void expect() {
        journal.expect();
    }

    /** @return the folder of a run, whether it exists or not */
    public RunFolder folder(String key) {
        return new RunFolder(folder.resolve(key));
    }

    public boolean exists(String key) {
        return Files.isDirectory(folder(key).path());
    }

    /** One more than any attempt at this task that left a folder here: for servers that don't count. */
    public int nextAttempt(String taskId) {
        int attempt = 1;
        while (exists(key(taskId, attempt))) {
            attempt++;
        }
        return attempt;
    }

    /** Journals a run that is about to start; where that fails, as on a full disk, nothing of it is left. */
    public RunFolder journal(Task task, Path codebase, String prompt, AgentOutputMode outputMode) throws IOException {
        RunFolder run = RunFolder.create(folder.resolve(key(task.id(), task.attempt())));
        try {
            journal.write(run, task, codebase, prompt, null, outputMode);
            return run;
        } catch (IOException e) {
            FolderRemover.remove(run.path());
            throw e;
        }
    }

    /** The run of this very attempt that an earlier life of the worker left, with no outcome. */
    public Optional<RunFolder> interrupted(Task task) throws IOException {
        RunFolder run = folder(key(task.id(), task.attempt()));
        return InterruptedRuns.isJournalled(run) && run.readOutcome() == null && !run.isReported() ? Optional.of(run)
                : Optional.empty();
    }

    /** Journals another life of an interrupted run, behind what is in its files, so that its output goes on. */
    RunFolder reopen(Task task, Path codebase, String prompt, AgentOutputMode outputMode) throws IOException {
        RunFolder run = folder(key(task.id(), task.attempt()));
        String session = protocols.session(run);
        journal.writeAgain(run, task, codebase, prompt, session, outputMode);
        return run;
    }

    /** The run of this very attempt will not be reported. */
    public void close(Task task) {
        RunFolder run = folder(key(task.id(), task.attempt()));
        if (InterruptedRuns.isJournalled(run) && !run.isReported() && !live.containsKey(run.key())) {
            run.markReported();
        }
    }

    /** The runs of a task's earlier attempts will not be reported: the server has given the task anew. */
    public void closeOthers(Task task) throws IOException {
        for (RunFolder run : all()) {
            if (run.taskId().equals(task.id()) && !run.key().equals(key(task.id(), task.attempt()))
                    && !run.isReported() && !live.containsKey(run.key())) {
                run.markReported();
            }
        }
    }

    public void remove(RunFolder run) {
        FolderRemover.remove(run.path());
    }

    LiveRun begin(RunFolder run, String taskId) {
        LiveRun begun = new LiveRun(taskId);
        live.put(run.key(), begun);
        // After it can be found: a wish is noted before it looks for a run.
        TerminationReason reason = wished.get(taskId);
        if (reason != null) {
            begun.end(reason);
        }
        return begun;
    }

    void end(RunFolder run) {
        live.remove(run.key());
    }

    public void cancel(String taskId) {
        end(taskId, TerminationReason.cancelled());
    }

    /**
     * Asks for the end of a task's run; one that hasn't begun yet ends as it begins. The task must be one that this
     * worker has taken, and be {@linkplain #forget forgotten} then.
     */
    public void end(String taskId, TerminationReason reason) {
        wished.putIfAbsent(taskId, reason);
        live.values().stream().filter(run -> run.taskId().equals(taskId)).forEach(run -> run.end(reason));
    }

    /** Whether the end of the task's run was asked for. */
    public boolean isToEnd(String taskId) {
        return wished.containsKey(taskId);
    }

    /** The tasks whose end was asked for. */
    public Set<String> ending() {
        return Set.copyOf(wished.keySet());
    }

    /** How much of its time limit a task's attempt has used. @param age how long ago this try of it began */
    Duration used(Task task, Duration age) {
        return firstTries.age(task.id(), age);
    }

    /** The task is over. */
    public void forget(Task task) {
        wished.remove(task.id());
        firstTries.forget(task.id());
    }

    public void endAll(TerminationReason reason) {
        live.values().forEach(run -> run.end(reason));
    }

    /** Kills all that is at work, with no grace. Their files stay as they are. */
    public void kill() {
        for (String key : live.keySet()) {
            try {
                ProcessTree.of(folder(key).record()).end(Duration.ZERO);
            } catch (IOException e) {
                LOG.warn("run {} can't be ended: {}", key, e.toString());
            }
        }
    }

    /** All runs that left a folder, in no order. */
    public List<RunFolder> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).map(RunFolder::new).toList();
        }
    }
}
