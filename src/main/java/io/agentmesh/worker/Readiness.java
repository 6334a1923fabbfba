package io.agentmesh.worker;

import java.util.Set;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;

/** When the worker asks for tasks, and when it must ask twice. */
public class Readiness {

    private static final Set<String> OF_NO_CODEBASE = Set.of(Ids.PENDING, Ids.GLOBAL);

    private final Presence presence;
    private final AgentProgram agent;
    private final Slots slots;

    public Readiness(Presence presence, AgentProgram agent, Slots slots) {
        this.presence = presence;
        this.agent = agent;
        this.slots = slots;
    }

    /** Registered, with an agent that works, and a slot free. */
    public boolean mayPoll() {
        return presence.isRegistered() && agent.isReady() && slots.free() > 0;
    }

    /** A server without atomic claims may have given the codebase to another worker since (contract, "Codebase"). */
    public boolean mustConfirm(Task task) {
        return !presence.canClaim() && !OF_NO_CODEBASE.contains(task.codebaseId());
    }
}
