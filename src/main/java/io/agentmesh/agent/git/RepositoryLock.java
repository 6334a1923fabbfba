package io.agentmesh.agent.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A short lock on a repository, for one that adds, removes or prunes its worktrees: against other threads, and against
 * other workers of this machine. It is a lock on the file {@code agentmesh.lock} in the git folder, which ends with the
 * process.
 */
public final class RepositoryLock implements AutoCloseable {

    private static final Map<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

    private final Semaphore others;
    private final FileChannel file;

    private RepositoryLock(Semaphore others, FileChannel file) {
        this.others = others;
        this.file = file;
    }

    /** Waits for it. @param git the git folder that the worktrees share */
    public static RepositoryLock take(Path git) throws IOException {
        Semaphore others = IN_PROCESS.computeIfAbsent(git, same -> new Semaphore(1, true));
        try {
            others.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the worker stopped while it waited for the repository " + git, e);
        }
        FileChannel file = null;
        try {
            file = FileChannel.open(git.resolve("agentmesh.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            file.lock();
            return new RepositoryLock(others, file);
        } catch (IOException e) {
            if (file != null) {
                file.close();
            }
            others.release();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            others.release();
        }
    }
}
