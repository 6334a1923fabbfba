package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.util.TreeSet;

import io.agentmesh.agent.run.Runs;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.worker.redis.SubscribedStreams;
import io.agentmesh.worker.redis.QueueWatch;

/** Builds the queries of long polls, and excludes what the worker can't use now. */
public class PollQuery {

    /** Below the HTTP client's timeout, and that of most proxies. */
    private static final int WAIT_SECONDS = 20;

    /** In characters, as servers and proxies limit an address. Tasks of further ones are listed in vain. */
    private static final int MAX_BUSY = 4_000;

    /** Maximum number of concurrent tasks. */
    private static final int LIMIT = 100;
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
     * The poll's part of the query that asks for a long poll, where the server supports it (contract, "Tasks"): so a
     * task starts in milliseconds, and an idle worker rarely polls. Not while there is an open claim of the previous
     * process, which is resumed with the answer.
     */
    public String waiting() throws IOException {
        return connection.canWait() && !queue.isWorking() && !claims.hasOpen() ? "&wait=" + WAIT_SECONDS : "";
    }

    /**
     * The poll's part of the query for servers that support it: tasks without prompts, a limit, and codebases to
     * exclude, as no task can begin there now. A small limit is enough, as the server lists some of each codebase; but
     * a hook may leave many.
     *
     * @param hook the route that decides about each task
     */
    public String wanted(String hook) {
        if (!connection.canClaim()) {
            return "";
        }
        StringBuilder busy = new StringBuilder();
        for (String id : codebases.busy()) {
            if (busy.length() + id.length() < MAX_BUSY) {
                busy.append(busy.isEmpty() ? "&busy=" : ",").append(id);
            }
        }
        return "&fields=short" + (hook.equals(NO_HOOK) ? "&limit=" + LIMIT : "") + busy;
    }

    /** The query of the long poll for cancels, without those that are known already. */
    public String cancels() {
        return "wait=" + WAIT_SECONDS + "&told=" + String.join(",", new TreeSet<>(runs.ending()));
    }
}
