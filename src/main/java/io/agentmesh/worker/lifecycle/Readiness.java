package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.client.Presence;
import io.agentmesh.worker.redis.OwnStreams;
import io.agentmesh.worker.redis.QueueWatch;
import io.agentmesh.worker.slot.Intake;
import io.agentmesh.worker.slot.Slots;

/** When the worker asks for tasks, and when it must ask twice. */
public class Readiness {

    /** Less than the HTTP client's own patience, and than that of most proxies. */
    private static final int SECONDS_TO_WAIT = 20;

    /** Characters; servers and proxies limit an address. One that isn't named only comes with the list in vain. */
    private static final int LONGEST_BUSY = 4_000;

    /** As many as may run at once. */
    private static final int ENOUGH = 100;
    private static final String NO_HOOK = "skip-hook";

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final long UNREADY_PAUSE_MILLIS = 200;

    private final Presence presence;
    private final AgentProgram agent;
    private final Slots slots;
    private final Runs runs;
    private final Claims claims;
    private final QueueWatch queue;
    private final Intake intake;
    private final OwnStreams codebases;

    public Readiness(Presence presence, AgentProgram agent, Slots slots, Runs runs, Claims claims, QueueWatch queue,
            Intake intake, OwnStreams codebases) {
        this.codebases = codebases;
        this.claims = claims;
        this.presence = presence;
        this.agent = agent;
        this.slots = slots;
        this.runs = runs;
        this.queue = queue;
        this.intake = intake;
    }

    /**
     * Registered at a server that wants to be asked, with an agent that works, a slot free, and room on the disk.
     *
     * @param safetyPoll time between two polls while tasks come from Redis, such as {@code 60s}
     */
    public boolean mayPoll(Duration safetyPoll) throws IOException {
        return mayTake() && slots.free() > 0 && (queue.wantsPoll(safetyPoll) || claims.hasOpen());
    }

    /** Waits a moment for what a task needs, which is as above. @return whether it is there */
    public boolean awaitTurn() throws InterruptedException {
        if (mayTake()) {
            return slots.awaitFree(MOMENT);
        }
        TimeUnit.MILLISECONDS.sleep(UNREADY_PAUSE_MILLIS);
        return false;
    }

    private boolean mayTake() {
        return presence.isRegistered() && !presence.isQuiet() && agent.isReady() && intake.isOpen();
    }

    /**
     * What a poll adds to its query: that the server may hold the answer until there is a task, where it can (contract,
     * "Tasks"). So a task is taken in milliseconds, and an idle worker asks only now and then.
     * Not while an earlier life's task waits to be taken up: it comes with the answer.
     */
    public String waiting() throws IOException {
        return presence.canWait() && !queue.isWorking() && !claims.hasOpen() ? "&wait=" + SECONDS_TO_WAIT : "";
    }

    /**
     * What a poll adds to its query at a server that knows it: that the tasks may come without their prompts, and which
     * codebases to leave out, since nothing can be begun there now. Few are enough, as the server answers some of each
     * codebase; but a hook may leave many.
     *
     * @param hook the route that is asked about each task
     */
    public String wanted(String hook) {
        if (!presence.canClaim()) {
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

    /** Registered at a server that tells of cancels, while there is a task that could be stopped. */
    public boolean mayAwaitCancels() {
        return presence.isRegistered() && presence.canAwaitCancels() && !presence.isLost() && !slots.tasks().isEmpty();
    }

    /** The query of a call that waits for cancels; those that are known end already. */
    public String waitingForCancels() {
        return "wait=" + SECONDS_TO_WAIT + "&told=" + String.join(",", new TreeSet<>(runs.ending()));
    }
}
