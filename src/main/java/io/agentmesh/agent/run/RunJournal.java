package io.agentmesh.agent.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.process.Cgroups;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.agent.process.RunCgroup;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.agent.workspace.TemporaryFolder;
import io.agentmesh.task.Task;

/** Journals a run before it begins: its prompt, record, temporary folder and control group. */
final class RunJournal {

    private final Cgroups cgroups = Cgroups.ofThisProcess();
    private final Map<String, String> announcements = new ConcurrentHashMap<>();

    /** Prepares what takes the system time, as a run will likely begin in a moment. */
    void expect() {
        cgroups.expect();
    }

    /** @param line the first of the task's output; empty for none */
    void announce(String taskId, String line) {
        if (line.isEmpty()) {
            announcements.remove(taskId);
        } else {
            announcements.put(taskId, line);
        }
    }

    /** Journals a run in its new folder; where that fails, as on a full disk, nothing remains. */
    RunFolder begin(RunFolder run, Task task, Path codebase, String prompt, AgentOutputMode outputMode) throws IOException {
        String line = announcements.remove(task.id());
        try {
            if (line != null) {
                Files.writeString(run.stdout(), line + "\n");
            }
            write(run, task, codebase, prompt, null, outputMode);
            return run;
        } catch (IOException e) {
            FolderRemover.remove(run.path());
            throw e;
        }
    }

    /** Journals the restart of an interrupted run; its files are appended to. */
    void writeAgain(RunFolder run, Task task, Path codebase, String prompt, String session, AgentOutputMode outputMode)
            throws IOException {
        endLine(run.stdout());
        endLine(run.stderr());
        // Before the journal: a run without an exit status can be resumed.
        run.removeProcess();
        write(run, task, codebase, prompt, session, outputMode);
    }

    /** Ends an incomplete last line, so that what follows begins a line of its own. */
    private static void endLine(Path file) throws IOException {
        if (RunFolder.size(file) > 0) {
            try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
                lines.seek(lines.length() - 1);
                if (lines.read() != '\n') {
                    lines.write('\n');
                }
            }
        }
    }

    /** Journals a folder before it is created, so that a worker killed in between leaves nothing unknown. */
    private void write(RunFolder run, Task task, Path codebase, String prompt, String session, AgentOutputMode outputMode)
            throws IOException {
        Path temporary = TemporaryFolder.choose();
        String tracking = AgentEnvironment.tracking(run.key(), temporary);
        Path cgroup = cgroups.choose(tracking);
        try {
            run.writePrompt(prompt);
            RunRecord record = new RunRecord(task, codebase.toString(), temporary.toString(), tracking,
                    cgroup == null ? null : cgroup.toString(), ProcFs.bootId(), 0, 0, Instant.now().toString(), session,
                    RunFolder.size(run.stdout()), RunFolder.size(run.stderr()), outputMode);
            DurableFile.writeJson(run.journal(), record);
            TemporaryFolder.make(temporary);
            if (cgroup != null && !cgroups.make(cgroup)) {
                DurableFile.writeJson(run.journal(), record.withoutCgroup());
            }
        } catch (IOException e) {
            if (cgroup != null) {
                new RunCgroup(cgroup).remove();
            }
            FolderRemover.remove(temporary);
            throw e;
        }
    }
}
