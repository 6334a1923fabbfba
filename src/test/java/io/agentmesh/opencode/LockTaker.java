package io.agentmesh.opencode;

import java.nio.file.Path;

/** A program that takes the lock of a folder, says so, and stays until it is killed. */
final class LockTaker {

    private LockTaker() {
    }

    /** @param arguments the folder; where a run is to begin there, its own folder and its tracking variable */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FolderLocks locks = new FolderLocks();
        locks.prepare();
        boolean taken = locks.take(folder);
        if (arguments.length > 1) {
            locks.guard(new RunFolder(Path.of(arguments[1])),
                    new RunRecord(null, folder.toString(), null, arguments[2], null, null, 0, 0, null, null, 0, 0,
                            null));
        }
        System.out.println(taken ? "taken" : "refused");
        Thread.sleep(Long.MAX_VALUE);
    }
}
