package io.agentmesh.agent.run;

import java.io.IOException;
import java.time.Duration;

import io.agentmesh.agent.AgentMonitor;
import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.AgentProtocol;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.process.FinishWatch;
import io.agentmesh.agent.process.MovedDeadline;
import io.agentmesh.agent.process.ProcessTree;
import io.agentmesh.agent.process.RunLimits;
import io.agentmesh.agent.process.StallWatch;
import io.agentmesh.agent.process.WatchedProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the end of one run, ends it where a limit demands, and journals its session once known. */
final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final long POLL_MILLIS = 100;

    private final RunFolder run;
    private final ProcessTree tree;
    private final LiveRun live;
    private final RunLimits limits;
    private final AgentProtocol protocol;
    private final AgentMonitor monitor;
    private RunRecord record;
    private boolean isJournalled = true;
    private boolean isLogged;

    RunWatch(RunFolder run, ProcessTree tree, LiveRun live, RunLimits limits, AgentProtocol protocol) throws IOException {
        this.run = run;
        this.tree = tree;
        this.live = live;
        this.limits = limits;
        this.protocol = protocol;
        this.monitor = protocol.monitor();
        this.record = run.record();
    }

    /**
     * @param age how long ago the process started
     * @return why the worker ended it, or null where it ended by itself
     */
    TerminationReason await(WatchedProcess process, Duration age) throws IOException, InterruptedException {
        long now = System.nanoTime();
        long begun = now - age.toNanos();
        StallWatch stall = new StallWatch(run, tree, limits.stall(), now);
        FinishWatch finish = new FinishWatch(tree, limits.exit());
        MovedDeadline deadline = new MovedDeadline(run, record, limits);
        deadline.update(age);
        try (LineFile stdout = new LineFile(run.stdout(), record.stdoutFrom());
                LineFile stderr = new LineFile(run.stderr(), record.stderrFrom())) {
            while (!process.waitFor(POLL_MILLIS)) {
                deadline.update(Duration.ofNanos(System.nanoTime() - begun));
                recordSession(stdout);
                read(stderr);
                TerminationReason reason = reason(stall, System.nanoTime() - begun);
                if (reason == null
                        && finish.isFinished(monitor.isDoneWith(record.session()), stall.size(), System.nanoTime())) {
                    reason = TerminationReason.finished(protocol.name());
                    reason.noteIn(run);
                    return reason;
                }
                if (reason != null) {
                    reason.noteIn(run);
                    tree.end(limits.grace());
                    return reason;
                }
            }
            return live.reason();
        }
    }

    /** Journals the session that the first event names. On a full disk this is retried at each look. */
    private void recordSession(LineFile stdout) throws IOException {
        LineFile.Line line = record.session() == null && record.outputMode() != AgentOutputMode.TEXT ? stdout.next() : null;
        String session = line == null ? null : monitor.session(line);
        if (session != null) {
            record = record.withSession(session);
            isJournalled = false;
        }
        if (!isJournalled) {
            journal();
        }
    }

    private void journal() {
        try {
            DurableFile.writeJson(run.journal(), record);
            isJournalled = true;
        } catch (IOException e) {
            if (!isLogged) {
                LOG.warn("task {}: its session can't be written yet, so that a crash of the machine would begin it anew: {}",
                        record.task().id(), e.getMessage());
            }
            isLogged = true;
        }
    }

    /** Limited, so that an agent that floods its stderr doesn't delay the check of the time limits. */
    private void read(LineFile stderr) throws IOException {
        long begun = System.nanoTime();
        LineFile.Line line = stderr.next();
        while (line != null) {
            monitor.log(line);
            line = System.nanoTime() - begun < POLL_MILLIS * 1_000_000 ? stderr.next() : null;
        }
    }

    private TerminationReason reason(StallWatch stall, long ageNanos) {
        if (live.reason() != null) {
            return live.reason();
        }
        if (monitor.failure() != null) {
            return TerminationReason.failed(monitor.failure());
        }
        if (Duration.ofNanos(ageNanos).compareTo(limits.timeout()) >= 0) {
            return RunLimits.timedOut(limits.timeout());
        }
        if (stall.size() > limits.files()) {
            return TerminationReason.failed("the agent's output grew beyond " + (limits.files() >> 20)
                    + " MiB (max_run_files)");
        }
        return stall.isStalled(System.nanoTime()) ? TerminationReason.failed("stalled: no sign of life for "
                + RunLimits.text(limits.stall()) + " (stall_timeout)") : null;
    }
}
