package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.util.TreeSet;

import io.agentmesh.agent.run.Runs;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.worker.redis.SubscribedStreams;
import io.agentmesh.worker.redis.QueueWatch;

/** The queries of calls that the server may answer late, and that leave out what the worker can't use now. */
public class PollQuery {

    /** Less than the HTTP client's own patience, and than that of most proxies. */
    private static final int SECONDS_TO_WAIT = 20;

    /** Characters; servers and proxies limit an address. One that isn't named only comes with the list in vain. */
    private static final int LONGEST_BUSY = 4_000;

    /** As many as may run at once. */
    private static final int ENOUGH = 100;
    private static final String NO_HOOK = "skip-hook";

    private final ServerConnection connection;
    private final Runs runs;
    private final Claims claims;
    private final QueueWatch queue;
    private final SubscribedStreams codebases;

    public PollQuery(ServerConnection connection, Runs runs, Claims claims, QueueWatch queue, SubscribedStreams codebases) {
        this.connection = connection;
        this.runs = runs;
        this.claims = claims;
        this.queue = queue;
        this.codebases = codebases;
    }

    /**
     * What a poll adds to its query: that the server may hold the answer until there is a task, where it can (contract,
     * "Tasks"). So a task is taken in milliseconds, and an idle worker asks only now and then.
     * Not while an earlier life's task waits to be taken up: it comes with the answer.
     */
    public String waiting() throws IOException {
        return connection.canWait() && !queue.isWorking() && !claims.hasOpen() ? "&wait=" + SECONDS_TO_WAIT : "";
    }

    /**
     * What a poll adds to its query at a server that knows it: that the tasks may come without their prompts, and which
     * codebases to leave out, since nothing can be begun there now. Few are enough, as the server answers some of each
     * codebase; but a hook may leave many.
     *
     * @param hook the route that is asked about each task
     */
    public String wanted(String hook) {
        if (!connection.canClaim()) {
            return "";
        }
        StringBuilder busy = new StringBuilder();
        for (String id : codebases.busy()) {
            if (busy.length() + id.length() < LONGEST_BUSY) {
                busy.append(busy.isEmpty() ? "&busy=" : ",").append(id);
            }
        }
        return "&fields=short" + (hook.equals(NO_HOOK) ? "&limit=" + ENOUGH : "") + busy;
    }

    /** The query of a call that waits for cancels; those that are known end already. */
    public String cancels() {
        return "wait=" + SECONDS_TO_WAIT + "&told=" + String.join(",", new TreeSet<>(runs.ending()));
    }
}
