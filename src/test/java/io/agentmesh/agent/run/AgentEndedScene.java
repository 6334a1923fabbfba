package io.agentmesh.agent.run;

import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.task.Task;

/** A task whose agent is ended before or after its time. */
abstract class AgentEndedScene extends ScriptedAgentScene {

    static final Task TASK = AgentRig.task("t", "Say done");
    static final String DONE = ScriptedOpenCode.print(AgentEvents.answer("Done."));
}
