package io.agentmesh.opencode;

import java.io.IOException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the end of one run, ends it where it must, and journals its session once the agent has told it. */
final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final RunFolder run;
    private final ProcessTree tree;
    private final LiveRun live;
    private final RunLimits limits;
    private RunRecord record;
    private boolean isJournalled = true;
    private boolean isLogged;

    RunWatch(RunFolder run, ProcessTree tree, LiveRun live, RunLimits limits) throws IOException {
        this.run = run;
        this.tree = tree;
        this.live = live;
        this.limits = limits;
        this.record = run.record();
    }

    /**
     * @param age how long ago the process started
     * @return why the worker ended it, or null where it ended by itself
     */
    Ending await(WatchedProcess process, Duration age) throws IOException, InterruptedException {
        long now = System.nanoTime();
        long begun = now - age.toNanos();
        StallWatch stall = new StallWatch(run, tree, limits.stall(), now);
        FinishWatch finish = new FinishWatch(tree, limits.exit());
        MovedDeadline deadline = new MovedDeadline(run, record, limits);
        deadline.keep(age);
        LogSummary log = new LogSummary();
        try (LineFile stdout = new LineFile(run.stdout(), record.stdoutFrom());
                LineFile stderr = new LineFile(run.stderr(), record.stderrFrom())) {
            while (!process.waitFor(LOOK_AGAIN_MILLIS)) {
                deadline.keep(Duration.ofNanos(System.nanoTime() - begun));
                noteSession(stdout);
                read(stderr, log);
                Ending ending = reason(log, stall, System.nanoTime() - begun);
                if (ending == null && finish.isFinished(log.isDoneWith(record.session()), stall.size(), System.nanoTime())) {
                    ending = Ending.finished();
                    run.noteEnding(ending);
                    return ending;
                }
                if (ending != null) {
                    run.noteEnding(ending);
                    tree.end(limits.grace());
                    return ending;
                }
            }
            return live.ending();
        }
    }

    /** The first event names it. A disk that is full then doesn't end the agent: it is tried again at each look. */
    private void noteSession(LineFile stdout) throws IOException {
        LineFile.Line line = record.session() == null && record.answers() != Answers.TEXT ? stdout.next() : null;
        OpenCodeEvent event = line == null ? null : OpenCodeEvent.of(line);
        if (event != null && event.sessionId() != null) {
            record = record.withSession(event.sessionId());
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

    /** Not for long: an agent that floods its stderr must not keep us from looking at the clock. */
    private static void read(LineFile stderr, LogSummary log) throws IOException {
        long begun = System.nanoTime();
        LineFile.Line line = stderr.next();
        while (line != null) {
            log.add(line);
            line = System.nanoTime() - begun < LOOK_AGAIN_MILLIS * 1_000_000 ? stderr.next() : null;
        }
    }

    private Ending reason(LogSummary log, StallWatch stall, long ageNanos) {
        if (live.ending() != null) {
            return live.ending();
        }
        if (log.otherAgent() != null) {
            return Ending.failed("OpenCode can't run this agent: " + log.otherAgent());
        }
        if (Duration.ofNanos(ageNanos).compareTo(limits.timeout()) >= 0) {
            return RunLimits.timedOut(limits.timeout());
        }
        if (stall.size() > limits.files()) {
            return Ending.failed("the agent's output grew beyond " + (limits.files() >> 20) + " MiB (max_run_files)");
        }
        return stall.isStalled(System.nanoTime())
                ? Ending.failed("stalled: no sign of life for " + RunLimits.text(limits.stall()) + " (stall_timeout)") : null;
    }
}
