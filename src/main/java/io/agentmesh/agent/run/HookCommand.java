package io.agentmesh.agent.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.exec.ExecBinding;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecEndpoint;
import org.apache.camel.component.exec.ExecResult;
import org.apache.camel.component.exec.impl.ExecParseUtils;

/**
 * A short command that a route of an integrator's runs beside an agent, such as git, for camel-exec: in, the
 * endpoint's {@code executable} and {@code args}; out, the body is what it wrote to standard output, a text.
 *
 * <p>Each argument and {@code workingDir}, which is required, may hold Camel's simple expressions. An argument stays one
 * whatever they come to. It runs with the agent's environment, so without the worker's own secrets. Any exit but 0 is a
 * {@link RefusedTaskException} with what it said; when it ends, or takes too long, all its processes are ended.
 */
public final class HookCommand implements ExecBinding, ExecCommandExecutor {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_BYTES = 1 << 20;

    private final AgentEnvironment environment;
    private final Path scratch;

    /** @param scratch a folder for its files */
    public HookCommand(AgentEnvironment environment, Path scratch) {
        this.environment = environment;
        this.scratch = scratch;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        if (endpoint.getWorkingDir() == null) {
            throw new IllegalArgumentException(endpoint.getExecutable() + ": no workingDir says where to run it");
        }
        List<String> arguments = ExecParseUtils.splitToWhiteSpaceSeparatedTokens(endpoint.getArgs()).stream()
                .map(argument -> evaluated(exchange, argument)).toList();
        Duration longest = endpoint.getTimeout() == Long.MAX_VALUE ? LONGEST : Duration.ofMillis(endpoint.getTimeout());
        return new Command(endpoint.getExecutable(), arguments, evaluated(exchange, endpoint.getWorkingDir()), longest);
    }

    private static String evaluated(Exchange exchange, String argument) {
        // Not as a String at once: Camel would read what a path leads to.
        return argument.contains("${") ? String.valueOf(exchange.getContext().resolveLanguage("simple")
                .createExpression(argument).evaluate(exchange, Object.class)) : argument;
    }

    @Override
    public ExecResult execute(ExecCommand command) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.getExecutable()));
        line.addAll(command.getArgs());
        try (ShortCommand run = ShortCommand.run(command.getExecutable(), line, Path.of(command.getWorkingDir()),
                environment, scratch, Duration.ofMillis(command.getTimeout()))) {
            if (run.exit() != 0) {
                String words = run.lastWords();
                throw new RefusedTaskException(command + " ended with exit " + run.exit()
                        + (words.isEmpty() ? " and said nothing" : ": " + words));
            }
            return new ExecResult(command, new ByteArrayInputStream(run.output(MOST_BYTES)), null, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
    }

    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
        byte[] output = ((ByteArrayInputStream) result.getStdout()).readAllBytes();
        exchange.getMessage().setBody(new String(output, StandardCharsets.UTF_8));
    }

    /** What it is called in messages is its name and what it is to do, and nothing that may come from a task. */
    private static final class Command extends ExecCommand {

        private static final long serialVersionUID = 1L;

        Command(String executable, List<String> arguments, String folder, Duration longest) {
            super(executable, arguments, folder, longest.toMillis(), Set.of(), null, null, false,
                    LoggingLevel.OFF);
        }

        @Override
        public String toString() {
            return Path.of(getExecutable()).getFileName().toString();
        }
    }
}
