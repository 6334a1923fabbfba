package io.agentmesh.agent.run;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.TerminationReason;
import org.apache.camel.component.exec.ExecResult;

/** A run that has ended: its files, and why the worker ended it where it did. */
public final class AgentResult extends ExecResult {

    private static final long serialVersionUID = 1L;

    private final transient RunFolder run;
    private final transient TerminationReason reason;

    /** @param reason or null */
    AgentResult(AgentCommand command, RunFolder run, TerminationReason reason) {
        // Camel would log any other exit status than 0 as an error; the protocol interprets it.
        super(command, null, null, 0);
        this.run = run;
        this.reason = reason;
    }

    public RunFolder run() {
        return run;
    }

    public TerminationReason reason() {
        return reason;
    }
}
