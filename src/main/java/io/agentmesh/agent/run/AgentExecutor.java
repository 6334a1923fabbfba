package io.agentmesh.agent.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecException;
import org.apache.camel.component.exec.ExecResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.TransientFailureException;
import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.agent.lock.GitLocks;
import io.agentmesh.agent.output.OutputFollower;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.process.AdoptedProcess;
import io.agentmesh.agent.process.BackgroundProcesses;
import io.agentmesh.agent.process.ProcessTree;
import io.agentmesh.agent.process.RunDeadline;
import io.agentmesh.agent.process.RunLimits;
import io.agentmesh.agent.process.WatchedProcess;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.text.Count;

/**
 * Executor of camel-exec for agents. The default one shows output only at the end, kills only the direct child, and
 * stops at the first sign of a shutdown. This one journals a run before it starts, sends its output meanwhile, and
 * returns only when all its processes have ended. Declared in {@code routes/worker/shared/beans.camel.yaml}.
 */
public class AgentExecutor implements ExecCommandExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(AgentExecutor.class);

    private Runs runs;
    private RunOutputs outputs;
    private FolderLocks locks = new FolderLocks();
    private Duration stallTimeout = Duration.ofMinutes(10);
    private Duration killGrace = Duration.ofSeconds(10);
    private long maxRunFiles = Long.MAX_VALUE;
    private Duration timeToExit = Duration.ofMinutes(1);
    private BackgroundProcesses keepBackground = BackgroundProcesses.NONE;

    public void setRuns(Runs runs) {
        this.runs = runs;
    }

    public void setOutputs(RunOutputs outputs) {
        this.outputs = outputs;
    }

    public void setLocks(FolderLocks locks) {
        this.locks = locks;
    }

    /** Idle timeout, see {@code StallWatch}. */
    public void setStallTimeout(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
    }

    /** From TERM to KILL. */
    public void setKillGrace(Duration killGrace) {
        this.killGrace = killGrace;
    }

    /** From the end of an agent's work until it must exit, see {@code FinishWatch}. */
    public void setTimeToExit(Duration timeToExit) {
        this.timeToExit = timeToExit;
    }

    /** Maximum size of the agent's output on the disk, in bytes; a run that writes more is ended. */
    public void setMaxRunFiles(long maxRunFiles) {
        this.maxRunFiles = maxRunFiles;
    }

    /** Background processes that may outlive an agent: words of their command lines, separated by commas. */
    public void setKeepBackground(String words) {
        this.keepBackground = new BackgroundProcesses(Stream.of(words.split(",")).map(String::strip)
                .filter(word -> !word.isEmpty()).toList());
    }

    /** Resumes in the run's folder where a previous process or attempt was interrupted. */
    @Override
    public ExecResult execute(ExecCommand command) throws ExecException, IOException {
        AgentCommand agent = (AgentCommand) command;
        try {
            RunFolder run = open(agent);
            Duration used = runs.used(agent.task(), Duration.ZERO);
            return new AgentResult(agent, run, watch(run, agent.getTimeout(), () -> {
                locks.guard(run, run.record());
                RunDeadline.set(run, run.record(), Duration.ofMillis(agent.getTimeout()), used, killGrace);
                return AgentStart.of(agent, run);
            }, used));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecException("the run was interrupted", null, null, -1, e);
        }
    }

    private RunFolder open(AgentCommand agent) throws IOException, InterruptedException {
        if (runs.interrupted(agent.task()).isEmpty()) {
            return runs.journal(agent.task(), agent.folder(), agent.prompt(), agent.outputMode());
        }
        outputs.awaitSent(Runs.key(agent.task().id(), agent.task().attempt()));
        return runs.reopen(agent.task(), agent.folder(), agent.prompt(), agent.outputMode());
    }

    /**
     * Follows a run that the previous worker process started, from where that process stopped; also one that has ended
     * meanwhile.
     *
     * @throws TransientFailureException where it failed for a passing reason; the run can then be resumed
     */
    public Outcome adopt(Task task, long timeoutMillis) throws IOException, InterruptedException {
        RunFolder run = runs.folder(Runs.key(task.id(), task.attempt()));
        AdoptedProcess process = AdoptedProcess.of(run.record());
        return runs.protocols().store(run, watch(run, timeoutMillis, () -> {
            guardAdopted(run);
            return process;
        }, runs.used(task, process.age())));
    }

    /** A full disk must not end a running agent: the previous record stays valid. */
    private void guardAdopted(RunFolder run) {
        try {
            locks.guard(run, run.record());
        } catch (IOException e) {
            LOG.warn("run {}: the lock of its folder can't be noted, so that it may not outlive this worker: {}",
                    run.key(), e.getMessage());
        }
    }

    /** Starts or finds the process of a run. */
    @FunctionalInterface
    private interface Begin {
        WatchedProcess process() throws IOException;
    }

    /**
     * @param age the used part of the time limit
     * @return why the worker ended it, or null where it ended by itself
     */
    private TerminationReason watch(RunFolder run, long timeoutMillis, Begin begin, Duration age)
            throws IOException, InterruptedException {
        RunRecord record = run.record();
        ProcessTree tree = ProcessTree.of(record);
        BackgroundProcesses exempt = BackgroundProcesses.NONE;
        LiveRun live = runs.begin(run, record.task().id());
        OutputFollower follower = null;
        try {
            if (live.reason() != null) {
                return live.reason();
            }
            WatchedProcess process = begin.process();
            follower = outputs.follow(run);
            TerminationReason reason = new RunWatch(run, tree, live,
                    new RunLimits(Duration.ofMillis(timeoutMillis), stallTimeout, killGrace, maxRunFiles,
                            timeToExit), runs.protocols().of(record)).await(process, age);
            if (reason == null || reason.isFinished()) {
                exempt = keepBackground;
            }
            if (reason != null) {
                LOG.info("task {}: {}", record.task().id(), reason.sentence());
            }
            return reason;
        } finally {
            cleanUp(run, tree, exempt, record, follower);
            runs.end(run);
        }
    }

    /** Ends background processes, also after a normal end: they would go on in a folder that is free again. */
    private void cleanUp(RunFolder run, ProcessTree tree, BackgroundProcesses exempt, RunRecord record,
            OutputFollower follower) {
        try {
            int left = tree.end(killGrace, exempt);
            if (left > 0) {
                LOG.info("task {}: ended {} that {} left", record.task().id(), Count.of(left, "process", "processes"),
                        left == 1 ? "was" : "were");
            }
            if (exempt.isNone() || tree.isGone()) {
                GitLocks.removeAbandoned(run, record);
            }
        } finally {
            FolderRemover.remove(Path.of(record.temporary()));
            if (follower != null) {
                follower.end();
            }
        }
    }
}
