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

/** The folders of all runs, {@code <state_dir>/runs}, and the runs at work now. */
public class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final Path folder;
    private final RunJournal journal = new RunJournal();
    private final AgentProtocols protocols;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Map<String, TerminationReason> endRequests = new ConcurrentHashMap<>();
    private final FirstTries firstTries = new FirstTries();

    /** @param events protocol for {@link AgentOutputMode#EVENTS} */
    public Runs(Path stateDir, AgentProtocol events) {
        this.folder = stateDir.resolve("runs");
        this.protocols = new AgentProtocols(events);
    }

    /** The protocols that read the outcomes of these runs. */
    public AgentProtocols protocols() {
        return protocols;
    }

    public static String key(String taskId, int attempt) {
        return taskId + "-" + attempt;
    }

    /** Prepares what takes the system time, as a run will likely begin in a moment. */
    public void expect() {
        journal.expect();
    }

    /** @return the folder of a run, whether or not it exists */
    public RunFolder folder(String key) {
        return new RunFolder(folder.resolve(key));
    }

    public boolean exists(String key) {
        return Files.isDirectory(folder(key).path());
    }

    /** One more than the last attempt of this task with a folder here: for servers that don't count attempts. */
    public int nextAttempt(String taskId) {
        int attempt = 1;
        while (exists(key(taskId, attempt))) {
            attempt++;
        }
        return attempt;
    }

    /** Says something at the beginning of the output of a task that is about to start. */
    public void announce(Task task, String line) {
        journal.announce(task.id(), line);
    }

    /** Journals a run that is about to start; where that fails, as on a full disk, nothing remains. */
    public RunFolder journal(Task task, Path codebase, String prompt, AgentOutputMode outputMode) throws IOException {
        return journal.begin(RunFolder.create(folder.resolve(key(task.id(), task.attempt()))), task, codebase, prompt,
                outputMode);
    }

    /** The run of this attempt that the previous worker process left without an outcome. */
    public Optional<RunFolder> interrupted(Task task) throws IOException {
        RunFolder run = folder(key(task.id(), task.attempt()));
        return InterruptedRuns.isJournalled(run) && run.readOutcome() == null && !run.isReported() ? Optional.of(run)
                : Optional.empty();
    }

    /** Journals the restart of an interrupted run; its files are appended to, so that its output goes on. */
    RunFolder reopen(Task task, Path codebase, String prompt, AgentOutputMode outputMode) throws IOException {
        RunFolder run = folder(key(task.id(), task.attempt()));
        String session = protocols.session(run);
        journal.writeAgain(run, task, codebase, prompt, session, outputMode);
        return run;
    }

    /** Closes the run of this attempt: it will not be reported. */
    public void close(Task task) {
        RunFolder run = folder(key(task.id(), task.attempt()));
        if (InterruptedRuns.isJournalled(run) && !run.isReported() && !live.containsKey(run.key())) {
            run.markReported();
        }
    }

    /**
     * Closes the runs of a task's earlier attempts: they will not be reported, as the server assigned the task anew.
     */
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
        // Only once the run is registered: a request is stored before it looks for a run.
        TerminationReason reason = endRequests.get(taskId);
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
     * Requests the end of a task's run; one that hasn't begun ends as it begins. The task must be claimed by this
     * worker, and be {@linkplain #forget forgotten} afterwards.
     */
    public void end(String taskId, TerminationReason reason) {
        endRequests.putIfAbsent(taskId, reason);
        live.values().stream().filter(run -> run.taskId().equals(taskId)).forEach(run -> run.end(reason));
    }

    /** Whether the end of the task's run was requested. */
    public boolean isToEnd(String taskId) {
        return endRequests.containsKey(taskId);
    }

    /** The tasks whose end was requested. */
    public Set<String> ending() {
        return Set.copyOf(endRequests.keySet());
    }

    /** The used part of the time limit of a task's attempt. @param age how long ago this try of it began */
    Duration used(Task task, Duration age) {
        return firstTries.age(task.id(), age);
    }

    /** Forgets a task that is over. */
    public void forget(Task task) {
        endRequests.remove(task.id());
        journal.announce(task.id(), "");
        firstTries.forget(task.id());
    }

    public void endAll(TerminationReason reason) {
        live.values().forEach(run -> run.end(reason));
    }

    /** Kills all running agents, without grace. Their files stay as they are. */
    public void kill() {
        for (String key : live.keySet()) {
            try {
                ProcessTree.of(folder(key).record()).end(Duration.ZERO);
            } catch (IOException e) {
                LOG.warn("run {} can't be ended: {}", key, e.toString());
            }
        }
    }

    /** All runs with a folder, unordered. */
    public List<RunFolder> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).map(RunFolder::new).toList();
        }
    }
}
