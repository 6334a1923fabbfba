package io.agentmesh.agent.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.RunRecord;

/** The process of a run that the previous worker process started: no child of ours, so it can only be polled. */
public final class AdoptedProcess implements WatchedProcess {

    private static final long POLL_MILLIS = 50;

    private final RunRecord record;

    public AdoptedProcess(RunRecord record) {
        this.record = record;
    }

    /** The process that the journal names, or else the one that carries the run's variable. */
    public static AdoptedProcess of(RunRecord record) {
        AdoptedProcess noted = new AdoptedProcess(record);
        return noted.isAlive() || noted.isOfAnotherBoot() ? noted : AgentProcess.find(record.tracking())
                .map(process -> new AdoptedProcess(record.withProcess(process.pid(), process.startTicks())))
                .orElse(noted);
    }

    /**
     * Whether the process still exists: the same id, started at the same tick of the same boot, and with the run's
     * variable. Ids are reused, after a reboot or in another container.
     */
    public boolean isAlive() {
        return record.pid() > 0 && !isOfAnotherBoot() && isThere()
                && ProcFs.hasVariable(record.pid(), record.tracking());
    }

    /** False where the journal names no boot. */
    private boolean isOfAnotherBoot() {
        return !record.bootId().isEmpty() && !record.bootId().equals(ProcFs.bootId());
    }

    private boolean isThere() {
        return ProcFs.stat(record.pid())
                .filter(process -> process.isAlive() && process.startTicks() == record.startTicks()).isPresent();
    }

    /** How long ago it started, independent of the wall clock; zero where it is gone. */
    public Duration age() {
        return isThere() ? ProcFs.sinceTick(record.startTicks()) : Duration.ZERO;
    }

    @Override
    public boolean waitFor(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (isThere()) {
            if (System.nanoTime() >= until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(millis, POLL_MILLIS));
        }
        return true;
    }
}
