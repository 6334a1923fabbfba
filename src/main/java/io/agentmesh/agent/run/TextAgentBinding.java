package io.agentmesh.agent.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.ProgramPath;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.apache.camel.Exchange;
import org.apache.camel.component.exec.ExecBinding;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecEndpoint;
import org.apache.camel.component.exec.ExecResult;
import org.apache.camel.component.exec.impl.ExecParseUtils;

/**
 * Binding for any agent that reads a prompt from standard input and writes its answer to standard output. In: the
 * endpoint's {@code executable} and {@code args}, and the variables {@code task} ({@link Task}) and {@code folder}
 * ({@link Path}); out: the body is an {@link Outcome}. With {@link AgentExecutor} it supports all features of a run but
 * sessions: one that died with the worker begins again with its prompt.
 */
public final class TextAgentBinding implements ExecBinding {

    private final AgentEnvironment environment;
    private final Runs runs;

    public TextAgentBinding(AgentEnvironment environment, Runs runs) {
        this.environment = environment;
        this.runs = runs;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        Task task = exchange.getVariable("task", Task.class);
        Path folder = exchange.getVariable("folder", Path.class);
        List<String> arguments = ExecParseUtils.splitToWhiteSpaceSeparatedTokens(endpoint.getArgs());
        return new AgentCommand(ProgramPath.of(endpoint.getExecutable(), environment), arguments, task, task.prompt(), folder, environment,
                endpoint.getTimeout(), AgentOutputMode.TEXT);
    }

    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
        AgentResult run = (AgentResult) result;
        try {
            exchange.getMessage().setBody(runs.protocols().store(run.run(), run.reason()));
        } catch (IOException e) {
            throw new UncheckedIOException("the run's files can't be read: " + e.getMessage(), e);
        }
    }
}
