package io.agentmesh.agent.lock;

import java.nio.file.Path;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.agent.run.AgentRig;

/** A program that takes the lock of a folder, says so, and stays until it is killed. */
final class LockTaker {

    private LockTaker() {
    }

    /**
     * @param arguments the folder; where a run is to begin there, its own folder and its tracking variable; and for how
     *                  many seconds the lock waits for a restarted worker
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FolderLocks locks = new FolderLocks(() -> arguments.length > 3 ? Long.parseLong(arguments[3]) : 0);
        locks.prepare();
        boolean taken = locks.take(folder);
        if (arguments.length > 1) {
            locks.guard(new RunFolder(Path.of(arguments[1])), record(folder, arguments[2]));
        }
        System.out.println(taken ? "taken" : "refused");
        Thread.sleep(Long.MAX_VALUE);
    }

    static RunRecord record(Path folder, String variable) {
        return new RunRecord(AgentRig.task("t", "Say done"), folder.toString(), folder.resolve("temporary").toString(), variable,
                null, ProcFs.bootId(), 0, 0, "2026-11-30T00:00:00Z", null, 0, 0, null);
    }
}
