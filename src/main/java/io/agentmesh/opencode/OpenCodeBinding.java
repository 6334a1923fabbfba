package io.agentmesh.opencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.agentmesh.agent.AgentOutputMode;
import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.TransientFailureException;
import io.agentmesh.agent.run.AgentCommand;
import io.agentmesh.agent.run.AgentResult;
import io.agentmesh.agent.run.Runs;
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
 * Builds OpenCode's command line and reads its outcome. In: the endpoint's {@code executable} and {@code args}, to
 * which the task adds its own ({@link OpenCodeCommandLine}), and the variables {@code task} ({@link Task}) and {@code
 * folder} ({@link Path}); out: the body is an {@link Outcome}. A {@link TransientFailureException} leaves the run open:
 * a retry resumes its files and its session.
 */
public final class OpenCodeBinding implements ExecBinding {

    private static final String CONTINUE = "You were interrupted in the middle of this task, and what you were doing may "
            + "be half done. Look at where things stand, then finish the task.";

    /** The {@code executable} of an endpoint that means the program found by the worker. */
    private static final String FOUND = "opencode";

    private final Supplier<Path> program;
    private final OpenCodeCommandLine commandLine;
    private final AgentEnvironment environment;
    private final OpenCodeSessions sessions;
    private final Runs runs;

    /** @param program the executable, which may not be known before the first task */
    public OpenCodeBinding(Supplier<Path> program, OpenCodeCommandLine commandLine, AgentEnvironment environment,
            OpenCodeSessions sessions, Runs runs) {
        this.runs = runs;
        this.program = program;
        this.commandLine = commandLine;
        this.environment = environment;
        this.sessions = sessions;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        Task task = exchange.getVariable("task", Task.class);
        Path folder = exchange.getVariable("folder", Path.class);
        String executable = endpoint.getExecutable().equals(FOUND) ? program.get().toString()
                : ProgramPath.of(endpoint.getExecutable(), environment);
        String interrupted = interruptedSession(task);
        String session = interrupted == null ? OpenCodeCommandLine.resumedSession(task) : interrupted;
        List<String> arguments = new ArrayList<>(leading(endpoint));
        arguments.addAll(commandLine.arguments(task, folder, session));
        if (interrupted != null) {
            requireResumable(executable, session, folder);
        } else if (session != null) {
            sessions.requireFolder(executable, session, folder);
        }
        return new AgentCommand(executable, arguments, task, interrupted == null ? task.prompt() : CONTINUE, folder,
                environment, endpoint.getTimeout(), AgentOutputMode.EVENTS);
    }

    /** Without args, as in a replaced route of an earlier version, OpenCode would open its terminal UI. */
    private static List<String> leading(ExecEndpoint endpoint) {
        if (endpoint.getArgs() == null || endpoint.getArgs().isBlank()) {
            throw new RefusedTaskException("the route that runs OpenCode names no args; expected: the args of the built-in "
                    + "one, as 'agentmesh routes show run-opencode' prints it");
        }
        return ExecParseUtils.splitToWhiteSpaceSeparatedTokens(endpoint.getArgs());
    }

    private void requireResumable(String executable, String session, Path folder) {
        try {
            sessions.requireFolder(executable, session, folder);
        } catch (RefusedTaskException e) {
            throw new RefusedTaskException("the task was interrupted, and can't be gone on with: " + e.getMessage());
        }
    }

    /**
     * Null where this attempt wasn't interrupted, or was before the agent had begun a session: then nothing was done.
     */
    private String interruptedSession(Task task) {
        try {
            Optional<RunFolder> run = runs.interrupted(task);
            return run.isPresent() ? runs.protocols().session(run.get()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("the interrupted run's files can't be read: " + e.getMessage(), e);
        }
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
