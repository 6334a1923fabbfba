package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.settings.value.SettingsException;

/**
 * The worker's state folder, locked while the worker runs: a second worker would take the first one's runs for
 * abandoned ones, and end them. The system releases the lock of a killed worker.
 */
public final class StateFolder implements AutoCloseable {

    private final FileChannel lock;

    private StateFolder(FileChannel lock) {
        this.lock = lock;
    }

    /** @throws SettingsException where the folder can't be used, or another worker uses it */
    public static StateFolder open(Path folder, String worker) {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")));
            Files.createDirectories(folder.resolve("outbox"));
            StateFolder state = new StateFolder(lock(folder, worker));
            DurableFile.removeUnfinished(folder.resolve("outbox"));
            DurableFile.removeUnfinished(folder.resolve("claims"));
            return state;
        } catch (IOException e) {
            throw new SettingsException("state_dir: " + folder + " can't be written: " + e.getMessage());
        }
    }

    private static FileChannel lock(Path folder, String worker) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        String owner = LockOwner.describe(file);
        boolean ours = false;
        try {
            ours = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Locked by a worker of this process.
        } finally {
            if (!ours) {
                file.close();
            }
        }
        if (!ours) {
            throw new SettingsException("state_dir: " + folder + " is used by " + owner + "; give each worker of this "
                    + "machine its own");
        }
        LockOwner.ofThisProcess(worker).writeTo(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
