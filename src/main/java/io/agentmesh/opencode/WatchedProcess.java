package io.agentmesh.opencode;

/** The process of a run, as far as whoever watches over the run needs it. */
interface WatchedProcess {

    /** @return whether it has ended, within the time at the latest */
    boolean waitFor(long millis) throws InterruptedException;
}
