package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@linkplain FolderLock locks} that this worker holds: one for each folder that a task of it works in. */
public class FolderLocks {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLocks.class);

    /** When the agent of the task that has just been taken has begun. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private final Map<Path, FolderLock> held = new ConcurrentHashMap<>();
    private final Set<Path> unlockable = ConcurrentHashMap.newKeySet();
    private volatile List<String> flock;
    private Process waiting;
    private boolean over;

    /**
     * Takes the lock of a folder, which must be {@linkplain #release released} then. One that can't be locked, as on some
     * network drives, is worked in without: that is said once.
     *
     * @param folder a real path
     * @return false where a task of another worker works there, or in a folder around or below it
     */
    public boolean take(Path folder) {
        try {
            FolderLock lock = FolderLock.take(flock(), folder, takeWaiting());
            if (lock != null) {
                held.put(folder, lock);
            }
            return lock != null;
        } catch (IOException e) {
            if (unlockable.add(folder)) {
                LOG.warn("{} can't be locked against other workers of this machine: {}", folder, e.getMessage());
            }
            return true;
        } finally {
            LATER.execute(this::prepare);
        }
    }

    /**
     * Makes ready for the next lock, so that this needn't be done while a task waits. Nothing happens where that is done
     * already, or the worker is at its end.
     */
    public synchronized void prepare() {
        try {
            flock();
            if (!over && (waiting == null || !waiting.isAlive())) {
                waiting = FolderLock.waiting();
            }
        } catch (IOException e) {
            LOG.debug("nothing is ready for the next lock: {}", e.getMessage());
        }
    }

    private synchronized Process takeWaiting() {
        Process taken = waiting != null && waiting.isAlive() ? waiting : null;
        waiting = null;
        return taken;
    }

    private List<String> flock() throws IOException {
        if (flock == null) {
            flock = FolderLock.program();
        }
        return flock;
    }

    /** Should this worker die while the run goes on, its folder stays locked until the run is over. */
    void guard(RunFolder run, RunRecord record) throws IOException {
        FolderLock lock = held.get(Path.of(record.codebase()));
        if (lock != null) {
            lock.guard(run, record);
        }
    }

    /** At the worker's end. */
    public void releaseAll() {
        List.copyOf(held.keySet()).forEach(this::release);
        dismiss();
    }

    private synchronized void dismiss() {
        over = true;
        if (waiting != null) {
            waiting.destroy();
        }
    }

    /** Nothing happens where it isn't held. */
    public void release(Path folder) {
        FolderLock lock = held.remove(folder);
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("the lock of {} was lost before its task was over: {}", folder, e.getMessage());
        }
    }
}
