package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.agentmesh.task.Task;

/** The folders of all runs, {@code <state_dir>/runs}, and those runs that are going on now. */
public class Runs {

    private final Path folder;
    private final Cgroups cgroups;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Map<String, Ending> wished = new ConcurrentHashMap<>();

    public Runs(Path stateDir) {
        this(stateDir, Cgroups.ofThisProcess());
    }

    Runs(Path stateDir, Cgroups cgroups) {
        this.folder = stateDir.resolve("runs");
        this.cgroups = cgroups;
    }

    public static String key(String taskId, int attempt) {
        return taskId + "-" + attempt;
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
    RunFolder journal(Task task, Path codebase) throws IOException {
        String key = key(task.id(), task.attempt());
        RunFolder run = RunFolder.create(folder.resolve(key));
        Path temporary = TemporaryFolder.create();
        String tracking = AgentEnvironment.tracking(key, temporary);
        Path cgroup = cgroups.create(tracking);
        try {
            run.writePrompt(task.prompt());
            DurableFile.writeJson(run.journal(), new RunRecord(task, codebase.toString(), temporary.toString(), tracking,
                    cgroup == null ? null : cgroup.toString(), ProcFs.bootId(), 0, 0, Instant.now().toString()));
            return run;
        } catch (IOException e) {
            if (cgroup != null) {
                new RunCgroup(cgroup).remove();
            }
            FolderRemover.remove(temporary);
            FolderRemover.remove(run.path());
            throw e;
        }
    }

    LiveRun begin(RunFolder run, String taskId) {
        LiveRun begun = new LiveRun(taskId);
        live.put(run.key(), begun);
        // After it can be found: a wish is noted before it looks for a run.
        Ending ending = wished.get(taskId);
        if (ending != null) {
            begun.end(ending);
        }
        return begun;
    }

    void end(RunFolder run) {
        live.remove(run.key());
    }

    public void cancel(String taskId) {
        end(taskId, Ending.cancelled());
    }

    /**
     * Asks for the end of a task's run; one that hasn't begun yet ends as it begins. The task must be one that this
     * worker has taken, and be {@linkplain #forget forgotten} then.
     */
    public void end(String taskId, Ending ending) {
        wished.putIfAbsent(taskId, ending);
        live.values().stream().filter(run -> run.taskId().equals(taskId)).forEach(run -> run.end(ending));
    }

    /** Whether the end of the task's run was asked for. */
    public boolean isToEnd(String taskId) {
        return wished.containsKey(taskId);
    }

    /** The tasks whose end was asked for. */
    public Set<String> ending() {
        return Set.copyOf(wished.keySet());
    }

    /** The task is over. */
    public void forget(Task task) {
        wished.remove(task.id());
    }

    public void endAll(Ending ending) {
        live.values().forEach(run -> run.end(ending));
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
