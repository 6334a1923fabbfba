package io.agentmesh.agent.process;

/** The process of a run, as its watcher sees it. */
public interface WatchedProcess {

    /** Waits for the end, at most this time. @return whether it has ended */
    boolean waitFor(long millis) throws InterruptedException;
}
