package io.agentmesh.opencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.apache.camel.Exchange;
import org.apache.camel.component.exec.ExecBinding;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecEndpoint;
import org.apache.camel.component.exec.ExecResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What OpenCode is told and how its answer is understood, for the route {@code run-opencode}: in, the variables
 * {@code task} ({@link Task}) and {@code folder} ({@link Path}); out, the body is an {@link Outcome}.
 */
public final class OpenCodeBinding implements ExecBinding {

    private static final Logger LOG = LoggerFactory.getLogger(OpenCodeBinding.class);

    private final Supplier<Path> program;
    private final OpenCodeCommandLine commandLine;
    private final AgentEnvironment environment;
    private final OpenCodeSessions sessions;

    /** @param program the executable, which may not be known before the first task */
    public OpenCodeBinding(Supplier<Path> program, OpenCodeCommandLine commandLine, AgentEnvironment environment,
            OpenCodeSessions sessions) {
        this.program = program;
        this.commandLine = commandLine;
        this.environment = environment;
        this.sessions = sessions;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        Task task = exchange.getVariable("task", Task.class);
        Path folder = exchange.getVariable("folder", Path.class);
        var arguments = commandLine.arguments(task, folder);
        String executable = program.get().toString();
        String session = OpenCodeCommandLine.resumedSession(task);
        if (session != null) {
            sessions.requireFolder(executable, session, folder);
        }
        return new AgentCommand(executable, arguments, task, folder, environment, endpoint.getTimeout());
    }

    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
        AgentResult run = (AgentResult) result;
        try {
            exchange.getMessage().setBody(keep(run.run(), RunReader.read(run.run(), run.ending())));
        } catch (IOException e) {
            throw new UncheckedIOException("the run's files can't be read: " + e.getMessage(), e);
        }
    }

    /** Where the disk is full the outcome goes on in memory: the route that reports it waits for room. */
    private static Outcome keep(RunFolder run, Outcome outcome) {
        try {
            return run.keepOutcome(outcome);
        } catch (IOException e) {
            LOG.warn("run {}: its outcome can't be kept yet: {}", run.key(), e.toString());
            return outcome;
        }
    }
}
