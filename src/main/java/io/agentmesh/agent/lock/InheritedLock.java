package io.agentmesh.agent.lock;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.process.ProcessTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of a run that the previous worker process began. Its holder is no child of this worker; they communicate by
 * the run's {@link LockRecord}.
 */
public final class InheritedLock implements HeldLock {

    private static final Logger LOG = LoggerFactory.getLogger(InheritedLock.class);

    /** A holder reads the record once a second. */
    private static final Duration RECORD_READ = Duration.ofMillis(1500);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

    private final RunFolder run;

    private InheritedLock(RunFolder run) {
        this.run = run;
    }

    /**
     * Takes over the lock of a run without releasing it.
     *
     * @return empty where no process holds it any more
     */
    static Optional<HeldLock> of(RunFolder run, RunRecord record, long holdSeconds) {
        Optional<LockRecord> noted = LockRecord.read(run).filter(lock -> lock.process().isPresent());
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        InheritedLock lock = new InheritedLock(run);
        // Until a server has answered, the default may be longer than what the previous process knew.
        lock.tryToGuard(record, Math.min(holdSeconds, noted.get().holdSeconds()));
        // A holder without processes of the run may be about to release.
        boolean lasts = !ProcessTree.of(record).isGone() || !ends(noted.get(), RECORD_READ);
        return lasts ? Optional.of(lock) : Optional.empty();
    }

    /** On a full disk the previous record stays valid for as long as the run is at work. */
    private void tryToGuard(RunRecord record, long holdSeconds) {
        try {
            guard(run, record, holdSeconds);
        } catch (IOException e) {
            LOG.debug("run {}: its lock can't be taken over yet: {}", run.key(), e.getMessage());
        }
    }

    @Override
    public void guard(RunFolder same, RunRecord record, long holdSeconds) throws IOException {
        LockRecord left = LockRecord.read(run).orElseThrow(() -> new IOException("the lock of " + record.codebase()
                + " was lost"));
        left.handedOver(record, holdSeconds).write(run);
    }

    @Override
    public void close() throws IOException {
        release(run);
    }

    /** Ends the holder of a run that needs no lock any more. Does nothing where there is none. */
    public static void release(RunFolder run) throws IOException {
        Optional<LockRecord> record = LockRecord.read(run);
        LockRecord.remove(run);
        if (record.isPresent()) {
            record.get().process().ifPresent(InheritedLock::end);
            ends(record.get(), END_TIMEOUT);
        }
    }

    /** Also ends its child, which has the lock as well. */
    private static void end(ProcessHandle holder) {
        List<ProcessHandle> waits = holder.descendants().toList();
        holder.destroyForcibly();
        waits.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean ends(LockRecord record, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (record.process().isPresent() && System.nanoTime() < until) {
            try {
                TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return record.process().isEmpty();
            }
        }
        return record.process().isEmpty();
    }
}
