package io.agentmesh.agent.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.task.Task;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.exec.ExecCommand;

/** A command for {@link AgentExecutor}, made of a task alone: no message header has a say in it. */
public final class AgentCommand extends ExecCommand {

    private static final long serialVersionUID = 1L;

    private final transient Task task;
    private final transient Path folder;
    private final transient AgentEnvironment environment;
    private final transient String prompt;
    private final transient AgentOutputMode outputMode;

    /**
     * @param prompt        what the agent reads: the task's prompt, or where it was interrupted, that it should go on
     * @param folder        the real path of the folder to work in
     * @param timeoutMillis the longest that the run may take; {@code Long.MAX_VALUE} for no limit
     * @param outputMode    how it reports what came of the task
     */
    public AgentCommand(String executable, List<String> arguments, Task task, String prompt, Path folder,
            AgentEnvironment environment, long timeoutMillis, AgentOutputMode outputMode) {
        super(executable, arguments, folder.toString(), timeoutMillis, Set.of(), null, null, false,
                LoggingLevel.OFF);
        this.task = task;
        this.folder = folder;
        this.environment = environment;
        this.prompt = prompt;
        this.outputMode = outputMode;
    }

    Task task() {
        return task;
    }

    String prompt() {
        return prompt;
    }

    AgentOutputMode outputMode() {
        return outputMode;
    }

    Path folder() {
        return folder;
    }

    AgentEnvironment environment() {
        return environment;
    }

    /** Camel logs this where a run fails; a title or a prompt must not get there. */
    @Override
    public String toString() {
        return "agent of task " + task.id();
    }
}
