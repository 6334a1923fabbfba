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
 * The lock of a run that an earlier life of the worker began. Its holder is no child of this worker; they meet in the
 * run's {@link LockRecord}.
 */
public final class InheritedLock implements HeldLock {

    private static final Logger LOG = LoggerFactory.getLogger(InheritedLock.class);

    /** A holder looks once a second. */
    private static final Duration LOOKED = Duration.ofMillis(1500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final RunFolder run;

    private InheritedLock(RunFolder run) {
        this.run = run;
    }

    /**
     * Takes over the lock of a run without letting go of it.
     *
     * @return empty where nobody holds it any more
     */
    static Optional<HeldLock> of(RunFolder run, RunRecord record, long holdSeconds) {
        Optional<LockRecord> noted = LockRecord.read(run).filter(lock -> lock.process().isPresent());
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        InheritedLock lock = new InheritedLock(run);
        // Before this life has heard of a server, that may be longer than the last one knew it to be.
        lock.tryToGuard(record, Math.min(holdSeconds, noted.get().holdSeconds()));
        // One that holds a folder without processes may just have decided to let go.
        boolean lasts = !ProcessTree.of(record).isGone() || !ends(noted.get(), LOOKED);
        return lasts ? Optional.of(lock) : Optional.empty();
    }

    /** Where the disk is full, the lock is held by the note of the last life, for as long as the run is at work. */
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

    /** Ends the holder of a run, which needs no lock any more. Nothing happens where there is none. */
    public static void release(RunFolder run) throws IOException {
        Optional<LockRecord> record = LockRecord.read(run);
        LockRecord.remove(run);
        if (record.isPresent()) {
            record.get().process().ifPresent(InheritedLock::end);
            ends(record.get(), TO_END);
        }
    }

    /** With what it waits for, which has the lock as well. */
    private static void end(ProcessHandle holder) {
        List<ProcessHandle> waits = holder.descendants().toList();
        holder.destroyForcibly();
        waits.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean ends(LockRecord record, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (record.process().isPresent() && System.nanoTime() < until) {
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return record.process().isEmpty();
            }
        }
        return record.process().isEmpty();
    }
}
