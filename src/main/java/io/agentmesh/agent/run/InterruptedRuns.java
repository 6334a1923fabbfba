package io.agentmesh.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.agent.lock.GitLocks;
import io.agentmesh.agent.lock.InheritedLock;
import io.agentmesh.agent.process.AdoptedProcess;
import io.agentmesh.agent.process.AgentProcess;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.agent.process.ProcessTree;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.agent.workspace.TemporaryFolder;
import io.agentmesh.task.text.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs that the previous worker process left without an outcome, as after a {@code kill -9}. */
public final class InterruptedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptedRuns.class);

    private InterruptedRuns() {
    }

    /** Whether the run has a journal; a folder without one was created before anything started. */
    public static boolean isJournalled(RunFolder run) {
        return Files.exists(run.journal());
    }

    /** Whether the journal can't be read; then only the outcome of the run can be read from its files. */
    public static boolean isUnreadable(RunFolder run) throws IOException {
        return run.readJournal().isEmpty() && StoredJson.isSetAside(run.journal());
    }

    /**
     * Whether the run goes on, or has ended by itself: then its files have the outcome. Otherwise it died, with the
     * worker or the machine. A wrapper that hasn't opened the agent's files hasn't begun.
     */
    public static boolean isAlive(RunFolder run) throws IOException {
        boolean atWork = isAtWork(run);
        // In this order: it may end in between.
        return atWork || run.exitStatus().isPresent() || run.readOutcome() != null;
    }

    /** Whether the agent of the run is still at work. */
    public static boolean isAtWork(RunFolder run) throws IOException {
        return Files.exists(run.stdout()) && AdoptedProcess.of(run.record()).isAlive();
    }

    /** Whether the machine was rebooted since the run began. */
    public static boolean isOfAnotherBoot(RunFolder run) throws IOException {
        return !run.record().bootId().equals(ProcFs.bootId());
    }

    /** Whether the agent had begun; before, nothing can have been done. */
    public static boolean hasBegun(RunFolder run) {
        return Files.exists(run.stdout());
    }

    /** When the run last wrote a file. */
    public static Instant lastActivity(RunFolder run) throws IOException {
        FileTime last = FileTime.fromMillis(0);
        for (Path file : List.of(run.journal(), run.stdout(), run.stderr())) {
            if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(last) > 0) {
                last = Files.getLastModifiedTime(file);
            }
        }
        return last.toInstant();
    }

    /** Ends all remaining processes of a run whose wrapper is gone, and releases its folder. */
    public static void end(RunFolder run, Duration grace) throws IOException {
        RunRecord record = run.record();
        ProcessTree.of(record).end(grace);
        GitLocks.removeAbandoned(run, record);
        InheritedLock.release(run);
        FolderRemover.remove(Path.of(record.temporary()));
    }

    /**
     * Removes a temporary folder that a finished run couldn't remove. Only a folder with such a name: a journal may
     * name another one by mistake.
     */
    public static void removeTemporary(RunFolder run) {
        try {
            Path temporary = Path.of(run.record().temporary());
            if (TemporaryFolder.isOne(temporary) && Files.isDirectory(temporary)) {
                FolderRemover.remove(temporary);
            }
        } catch (IOException | RuntimeException e) {
            // An unreadable journal names no folder.
        }
    }

    /** Ends the processes of a run whose journal can't be read, found by the prefix of their tracking variable. */
    public static void endUnreadable(RunFolder run, Duration grace) throws IOException {
        Pattern variable = AgentEnvironment.trackings(run.key());
        for (String tracking : ProcFs.variables(variable)) {
            if (AgentProcess.isOf(tracking, run)) {
                int ended = new ProcessTree(tracking).end(grace);
                FolderRemover.remove(AgentEnvironment.temporary(tracking));
                LOG.warn("run {}: its journal can't be read, and so its agent was ended ({})", run.key(),
                        Count.of(ended, "process", "processes"));
            }
        }
    }
}
