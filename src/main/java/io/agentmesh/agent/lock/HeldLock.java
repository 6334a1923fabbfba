package io.agentmesh.agent.lock;

import java.io.IOException;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;

/** The lock of a folder that this worker answers for, whoever took it. */
interface HeldLock {

    /**
     * Before a run starts: should the worker die, the lock is held for it.
     *
     * @param holdSeconds the longest that the lock outlives the last process of the run, where no worker comes for it
     */
    void guard(RunFolder run, RunRecord record, long holdSeconds) throws IOException;

    /** Lets others have the folder. */
    void close() throws IOException;
}
