package io.agentmesh.agent.lock;

import java.io.IOException;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;

/** The lock of a folder that this worker is responsible for, whichever process took it. */
interface HeldLock {

    /**
     * Keeps the lock for a run about to start, should the worker die.
     *
     * @param holdSeconds how long the lock outlives the last process of the run at most, where no worker takes it over
     */
    void guard(RunFolder run, RunRecord record, long holdSeconds) throws IOException;

    /** Releases the lock. */
    void close() throws IOException;
}
