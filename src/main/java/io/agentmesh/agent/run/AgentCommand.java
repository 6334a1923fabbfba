package io.agentmesh.agent.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.task.Task;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.exec.ExecCommand;

/** Command for {@link AgentExecutor}, built from a task alone: message headers are ignored. */
public final class AgentCommand extends ExecCommand {

    private static final long serialVersionUID = 1L;

    private final transient Task task;
    private final transient Path folder;
    private final transient AgentEnvironment environment;
    private final transient String prompt;
    private final transient AgentOutputMode outputMode;

    /**
     * @param prompt        the agent's input: the task's prompt, or after an interruption, the request to continue
     * @param folder        the real path of the folder to work in
     * @param timeoutMillis total timeout; {@code Long.MAX_VALUE} for none
     * @param outputMode    how the agent returns its result
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

    /** Camel logs this where a run fails, so it must not contain a title or prompt. */
    @Override
    public String toString() {
        return "agent of task " + task.id();
    }
}
