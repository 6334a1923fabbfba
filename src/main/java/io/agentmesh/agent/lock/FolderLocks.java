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

/** The {@linkplain FolderLock locks} that this worker holds: one for each folder that a task of it works in. */
public class FolderLocks {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLocks.class);

    /** When the agent of the task that has just been taken has begun. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private final Map<Path, HeldLock> held = new ConcurrentHashMap<>();
    private final Set<Path> unlockable = ConcurrentHashMap.newKeySet();
    private final LockProblems problems = new LockProblems();
    private final LongSupplier holdSeconds;
    private final UnaryOperator<Path> root;
    private final Function<Path, String> fileSystem;
    private volatile List<String> flock;
    private Process waiting;
    private boolean over;

    public FolderLocks() {
        this(() -> 0);
    }

    FolderLocks(LongSupplier holdSeconds) {
        this(holdSeconds, Repository::root, LockSupport::fileSystem);
    }

    /**
     * @param holdSeconds how long the lock of a dead worker's run is kept for its next life, see {@link HeldLock#guard}
     * @param root        the folder that nobody else may work in while a task works in the given one
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
     * Takes the lock of a folder, which must be {@linkplain #release released} then. One whose file system is known to
     * have no locks, as some network drives, is worked in without: that is logged once.
     *
     * @param folder a real path
     * @return false where another task works there, in the same git repository, or in a folder around or below it, or where the folder
     *         can't be locked for any other reason, see {@link #problem}
     */
    public boolean take(Path folder) {
        try {
            FolderLock lock = FolderLock.take(flock(), root.apply(folder), folder, takeWaiting());
            if (lock != null) {
                held.put(folder, lock);
            }
            problems.remove(folder);
            return lock != null;
        } catch (IOException e) {
            return LockSupport.isMissing(e.getMessage(), fileSystem.apply(folder)) ? worksWithout(folder, e)
                    : problems.note(folder, e);
        } finally {
            LATER.execute(this::prepare);
        }
    }

    private boolean worksWithout(Path folder, IOException reason) {
        problems.remove(folder);
        if (unlockable.add(folder)) {
            LOG.warn("{} can't be locked against other workers of this machine: {}", folder, reason.getMessage());
        }
        return true;
    }

    /** Whether the last try to lock the folder failed, and not because somebody else works there. */
    public boolean isBroken(Path folder) {
        return problems.isOf(folder);
    }

    /** @return why folders couldn't be locked lately, or empty */
    public String problem() {
        return problems.sentence();
    }

    /**
     * Makes ready for the next lock, so that this needn't be done while a task waits. Nothing happens where that is done
     * already, or the worker is at its end.
     */
    public synchronized void prepare() {
        try {
            flock();
            if (!over && (waiting == null || !waiting.isAlive())) {
                waiting = LockHolder.waiting();
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
    public void guard(RunFolder run, RunRecord record) throws IOException {
        HeldLock lock = held.get(Path.of(record.codebase()));
        if (lock != null) {
            lock.guard(run, record, holdSeconds.getAsLong());
        }
    }

    /**
     * Takes over the lock of a run that an earlier life of the worker began; where nobody kept it, takes it anew. To be
     * {@linkplain #release released} as any other, and {@linkplain #guard guarded} before the run goes on.
     *
     * @return false where another worker is at work in the folder
     */
    public boolean inherit(RunFolder run) throws IOException {
        RunRecord record = run.record();
        Path folder = Path.of(record.codebase());
        if (held.containsKey(folder) || !Files.isDirectory(folder)) {
            return true;
        }
        Optional<HeldLock> inherited = InheritedLock.of(run, record, holdSeconds.getAsLong());
        inherited.ifPresent(lock -> held.put(folder, lock));
        return inherited.isPresent() || take(folder);
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
        HeldLock lock = held.remove(folder);
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("the lock of {} was lost before its task was over: {}", folder, e.getMessage());
        }
    }
}
