package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecException;
import org.apache.camel.component.exec.ExecResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an agent for camel-exec, whose own executor shows output only at the end, kills only the direct child, and ends
 * it at the first sign of a shutdown. Here a run is journalled before it starts, its output is sent while it runs, and
 * it comes back only when no process of it is left. Declared in {@code routes/worker/beans.camel.yaml}.
 */
public class AgentExecutor implements ExecCommandExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(AgentExecutor.class);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private Runs runs;
    private RunOutputs outputs;
    private FolderLocks locks = new FolderLocks();
    private Duration stallTimeout = Duration.ofMinutes(10);
    private Duration killGrace = Duration.ofSeconds(10);
    private long maxRunFiles = Long.MAX_VALUE;
    private KeptProcesses keepBackground = KeptProcesses.NONE;

    public void setRuns(Runs runs) {
        this.runs = runs;
    }

    public void setOutputs(RunOutputs outputs) {
        this.outputs = outputs;
    }

    public void setLocks(FolderLocks locks) {
        this.locks = locks;
    }

    /** The longest without a sign of life, see {@link StallWatch}. */
    public void setStallTimeout(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
    }

    /** From TERM to KILL. */
    public void setKillGrace(Duration killGrace) {
        this.killGrace = killGrace;
    }

    /** What the agent's output may take on the disk, in bytes; a run that writes more is ended. */
    public void setMaxRunFiles(long maxRunFiles) {
        this.maxRunFiles = maxRunFiles;
    }

    /** What an agent that ends by itself may leave behind: words of command lines, separated by commas. */
    public void setKeepBackground(String words) {
        this.keepBackground = new KeptProcesses(Stream.of(words.split(",")).map(String::strip)
                .filter(word -> !word.isEmpty()).toList());
    }

    @Override
    public ExecResult execute(ExecCommand command) throws ExecException, IOException {
        AgentCommand agent = (AgentCommand) command;
        RunFolder run = runs.journal(agent.task(), agent.folder());
        LiveRun live = runs.begin(run, agent.task().id());
        try {
            return new AgentResult(agent, run, perform(agent, run, live));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecException("the run was interrupted", null, null, -1, e);
        } finally {
            runs.end(run);
        }
    }

    /** @return why the worker ended it, or null where it ended by itself */
    private Ending perform(AgentCommand agent, RunFolder run, LiveRun live) throws IOException, InterruptedException {
        RunRecord record = run.record();
        ProcessTree tree = ProcessTree.of(record);
        KeptProcesses kept = KeptProcesses.NONE;
        OutputFollower follower = null;
        try {
            if (live.ending() != null) {
                return live.ending();
            }
            locks.guard(run, record);
            AgentProcess process = start(agent, run, record);
            DurableFile.writeJson(run.journal(), record.withProcess(process.pid(), process.startTicks()));
            follower = outputs.follow(run);
            Ending ending = await(process, agent, run, tree, live);
            if (ending == null) {
                kept = keepBackground;
            } else {
                LOG.info("task {}: {}", agent.task().id(), ending.sentence());
            }
            return ending;
        } finally {
            clear(tree, kept, record, follower);
        }
    }

    /** Also after a normal end: what the agent left in the background would go on in a codebase that is free again. */
    private void clear(ProcessTree tree, KeptProcesses kept, RunRecord record, OutputFollower follower) {
        try {
            int left = tree.end(killGrace, kept);
            if (left > 0) {
                LOG.info("task {}: ended {} processes that were left", record.task().id(), left);
            }
        } finally {
            FolderRemover.remove(Path.of(record.temporary()));
            if (follower != null) {
                follower.end();
            }
        }
    }

    private static AgentProcess start(AgentCommand agent, RunFolder run, RunRecord record) {
        if (!Files.isExecutable(Path.of(agent.getExecutable()))) {
            throw new RefusedTaskException("the agent could not be started: there is no program "
                    + agent.getExecutable());
        }
        if (!Files.isDirectory(agent.folder())) {
            throw new RefusedTaskException("the agent could not be started: there is no folder " + agent.folder());
        }
        try {
            var line = new ArrayList<String>();
            line.add(agent.getExecutable());
            line.addAll(agent.getArgs());
            return AgentProcess.start(line, agent.folder(),
                    agent.environment().of(agent.folder(), Path.of(record.temporary()), record.tracking()), run,
                    record.cgroup());
        } catch (IOException e) {
            throw new RefusedTaskException("the agent could not be started: " + e.getMessage());
        }
    }

    private Ending await(AgentProcess process, AgentCommand agent, RunFolder run, ProcessTree tree, LiveRun live)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        StallWatch stall = new StallWatch(run, tree, stallTimeout, begun);
        LogSummary log = new LogSummary();
        try (LineFile stderr = new LineFile(run.stderr(), 0)) {
            while (!process.waitFor(LOOK_AGAIN_MILLIS)) {
                read(stderr, log);
                Ending ending = reason(live, log, agent.getTimeout(), stall, System.nanoTime() - begun);
                if (ending != null) {
                    tree.end(killGrace);
                    return ending;
                }
            }
            return live.ending();
        }
    }

    /** Not for long: an agent that floods its stderr must not keep us from looking at the clock. */
    private static void read(LineFile stderr, LogSummary log) throws IOException {
        long begun = System.nanoTime();
        LineFile.Line line = stderr.next();
        while (line != null) {
            log.add(line);
            line = System.nanoTime() - begun < LOOK_AGAIN_MILLIS * 1_000_000 ? stderr.next() : null;
        }
    }

    private Ending reason(LiveRun live, LogSummary log, long timeoutMillis, StallWatch stall, long ageNanos) {
        if (live.ending() != null) {
            return live.ending();
        }
        if (log.otherAgent() != null) {
            return Ending.failed("OpenCode can't run this agent: " + log.otherAgent());
        }
        if (ageNanos / 1_000_000 >= timeoutMillis) {
            return Ending.failed("timed out after " + text(Duration.ofMillis(timeoutMillis)) + " (task_timeout)");
        }
        if (stall.size() > maxRunFiles) {
            return Ending.failed("the agent's output grew beyond " + (maxRunFiles >> 20) + " MiB (max_run_files)");
        }
        return stall.isStalled(System.nanoTime())
                ? Ending.failed("stalled: no sign of life for " + text(stallTimeout) + " (stall_timeout)") : null;
    }

    private static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
