package io.agentmesh.agent.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.workspace.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@linkplain FolderLock locks} that this worker holds: one for each folder in use by a task. */
public class FolderLocks {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLocks.class);

    /** Once the agent of the task just claimed has begun. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private final Map<Path, HeldLock> locks = new ConcurrentHashMap<>();
    private final Set<Path> withoutLocks = ConcurrentHashMap.newKeySet();
    private final LockProblems problems = new LockProblems();
    private final LongSupplier holdSeconds;
    private final UnaryOperator<Path> root;
    private final Function<Path, String> fileSystem;
    private volatile List<String> flock;
    private Process standby;
    private boolean stopped;

    public FolderLocks() {
        this(() -> 0);
    }

    FolderLocks(LongSupplier holdSeconds) {
        this(holdSeconds, Repository::root, LockSupport::fileSystem);
    }

    /**
     * @param holdSeconds how long the lock of a dead worker's run waits for a restarted worker, see {@link
     *                    HeldLock#guard}
     * @param root        the folder to lock exclusively for a task that works in the given one
     */
    public FolderLocks(LongSupplier holdSeconds, UnaryOperator<Path> root) {
        this(holdSeconds, root, LockSupport::fileSystem);
    }

    private FolderLocks(LongSupplier holdSeconds, UnaryOperator<Path> root, Function<Path, String> fileSystem) {
        this.holdSeconds = holdSeconds;
        this.root = root;
        this.fileSystem = fileSystem;
    }

    /**
     * Takes the lock of a folder; {@link #release} releases it. A folder on a file system without locks, as some
     * network drives, is used without one, which is logged once.
     *
     * @param folder a real path
     * @return false where another task uses the folder, its git repository, or a folder around or below it, or where
     *         locking failed, see {@link #problem}
     */
    public boolean take(Path folder) {
        try {
            FolderLock lock = FolderLock.take(flock(), root.apply(folder), folder, takeStandby());
            if (lock != null) {
                locks.put(folder, lock);
            }
            problems.remove(folder);
            return lock != null;
        } catch (IOException e) {
            return LockSupport.isMissing(e.getMessage(), fileSystem.apply(folder)) ? goesWithout(folder, e)
                    : problems.note(folder, e);
        } finally {
            LATER.execute(this::prepare);
        }
    }

    private boolean goesWithout(Path folder, IOException reason) {
        problems.remove(folder);
        if (withoutLocks.add(folder)) {
            LOG.warn("{} can't be locked against other workers of this machine: {}", folder, reason.getMessage());
        }
        return true;
    }

    /** Whether the last attempt to lock the folder failed, other than by another task's lock. */
    public boolean isBroken(Path folder) {
        return problems.isOf(folder);
    }

    /** @return why folders couldn't be locked recently, or empty */
    public String problem() {
        return problems.sentence();
    }

    /**
     * Starts the process for the next lock ahead, so that no task waits for it. Does nothing where one is ready, or the
     * worker stops.
     */
    public synchronized void prepare() {
        try {
            flock();
            if (!stopped && (standby == null || !standby.isAlive())) {
                standby = LockHolder.standby();
            }
        } catch (IOException e) {
            LOG.debug("nothing is ready for the next lock: {}", e.getMessage());
        }
    }

    private synchronized Process takeStandby() {
        Process taken = standby != null && standby.isAlive() ? standby : null;
        standby = null;
        return taken;
    }

    private List<String> flock() throws IOException {
        if (flock == null) {
            flock = FolderLock.program();
        }
        return flock;
    }

    /** Keeps the folder locked until the run ends, should this worker die meanwhile. */
    public void guard(RunFolder run, RunRecord record) throws IOException {
        HeldLock lock = locks.get(Path.of(record.codebase()));
        if (lock != null) {
            lock.guard(run, record, holdSeconds.getAsLong());
        }
    }

    /**
     * Takes over the lock of a run that the previous worker process began, or takes it anew where no process holds it.
     * {@linkplain #release Release} it as any other, and {@linkplain #guard guard} it before the run goes on.
     *
     * @return false where another worker uses the folder
     */
    public boolean inherit(RunFolder run) throws IOException {
        RunRecord record = run.record();
        Path folder = Path.of(record.codebase());
        if (locks.containsKey(folder) || !Files.isDirectory(folder)) {
            return true;
        }
        Optional<HeldLock> inherited = InheritedLock.of(run, record, holdSeconds.getAsLong());
        inherited.ifPresent(lock -> locks.put(folder, lock));
        return inherited.isPresent() || take(folder);
    }

    /** Releases all locks as the worker stops. */
    public void releaseAll() {
        List.copyOf(locks.keySet()).forEach(this::release);
        stopStandby();
    }

    private synchronized void stopStandby() {
        stopped = true;
        if (standby != null) {
            standby.destroy();
        }
    }

    /** Does nothing where the folder isn't locked. */
    public void release(Path folder) {
        HeldLock lock = locks.remove(folder);
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("the lock of {} was lost before its task was over: {}", folder, e.getMessage());
        }
    }
}
