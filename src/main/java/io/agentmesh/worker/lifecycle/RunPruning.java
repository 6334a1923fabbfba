package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.InterruptedRuns;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the files of old runs: all but the newest {@code keep_runs}, and never those of an undelivered outcome. */
public class RunPruning {

    private static final Logger LOG = LoggerFactory.getLogger(RunPruning.class);

    private final Runs runs;
    private final Outbox outbox;
    private final Path globalFolder;
    private final int keepRuns;

    /** @param globalFolder parent of the folders of tasks without a codebase, which are removed with their runs */
    public RunPruning(Runs runs, Outbox outbox, Path globalFolder, int keepRuns) {
        this.runs = runs;
        this.outbox = outbox;
        this.globalFolder = globalFolder;
        this.keepRuns = keepRuns;
    }

    /** Never fails: what can't be removed is logged and stays. */
    public synchronized void prune() {
        try {
            List<RunFolder> old = old();
            for (RunFolder run : old.subList(Math.min(keepRuns, old.size()), old.size())) {
                remove(run);
                removeGlobal(run.taskId());
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("old runs can't be removed: {}", ServerFault.sentence(e));
        }
    }

    /** The runs that may be removed, the newest first. */
    private List<RunFolder> old() throws IOException {
        Set<String> undelivered = new HashSet<>(outbox.tasks());
        List<RunFolder> old = new ArrayList<>(runs.all());
        old.removeIf(run -> run.taskId().isEmpty() || !run.isReported() || undelivered.contains(run.taskId()));
        Map<RunFolder, Long> ages = old.stream().collect(Collectors.toMap(run -> run,
                run -> run.path().toFile().lastModified()));
        old.sort(Comparator.comparing(ages::get, Comparator.reverseOrder()));
        return old;
    }

    /** Unless another attempt of the task still has files. */
    private void removeGlobal(String taskId) throws IOException {
        if (runs.all().stream().noneMatch(run -> run.taskId().equals(taskId))) {
            FolderRemover.remove(globalFolder.resolve(taskId));
        }
    }

    void remove(RunFolder run) {
        InterruptedRuns.removeTemporary(run);
        FolderRemover.remove(run.path());
    }
}
