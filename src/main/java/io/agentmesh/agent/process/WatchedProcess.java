package io.agentmesh.agent.process;

/** The process of a run, as far as whoever watches over the run needs it. */
public interface WatchedProcess {

    /** @return whether it has ended, within the time at the latest */
    boolean waitFor(long millis) throws InterruptedException;
}
