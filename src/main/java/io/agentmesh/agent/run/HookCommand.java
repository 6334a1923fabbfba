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
 * Binding and executor of camel-exec for a short command of an integrator's route, such as git. In: the endpoint's
 * {@code executable} and {@code args}; out: its standard output as a text body.
 *
 * <p>Arguments and the required {@code workingDir} may contain simple expressions; an argument stays one whatever they
 * evaluate to. The command gets the agent's environment, so without the worker's secrets. Any exit but 0 is a
 * {@link RefusedTaskException} with its error message; when it ends or times out, all its processes are ended.
 */
public final class HookCommand implements ExecBinding, ExecCommandExecutor {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int MAX_BYTES = 1 << 20;

    private final AgentEnvironment environment;
    private final Path scratch;
    private final boolean tidy;

    /** @param scratch a folder for its files */
    public HookCommand(AgentEnvironment environment, Path scratch) {
        this(environment, scratch, false);
    }

    /** @param tidy whether its programs leave no processes behind where they end by themselves */
    public HookCommand(AgentEnvironment environment, Path scratch, boolean tidy) {
        this.environment = environment;
        this.scratch = scratch;
        this.tidy = tidy;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        if (endpoint.getWorkingDir() == null) {
            throw new IllegalArgumentException(endpoint.getExecutable() + ": no workingDir says where to run it");
        }
        List<String> arguments = ExecParseUtils.splitToWhiteSpaceSeparatedTokens(endpoint.getArgs()).stream()
                .map(argument -> evaluated(exchange, argument)).toList();
        Duration timeout = endpoint.getTimeout() == Long.MAX_VALUE ? TIMEOUT : Duration.ofMillis(endpoint.getTimeout());
        return new Command(endpoint.getExecutable(), arguments, evaluated(exchange, endpoint.getWorkingDir()), timeout);
    }

    private static String evaluated(Exchange exchange, String argument) {
        // Evaluated to an object first: as a String, Camel would read the file that a path names.
        return argument.contains("${") ? String.valueOf(exchange.getContext().resolveLanguage("simple")
                .createExpression(argument).evaluate(exchange, Object.class)) : argument;
    }

    @Override
    public ExecResult execute(ExecCommand command) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.getExecutable()));
        line.addAll(command.getArgs());
        try (ShortCommand run = start(command, line)) {
            if (run.exit() != 0) {
                String errorText = run.errorText();
                throw new RefusedTaskException(command + " ended with exit " + run.exit()
                        + (errorText.isEmpty() ? " and said nothing" : ": " + errorText));
            }
            return new ExecResult(command, new ByteArrayInputStream(run.output(MAX_BYTES)), null, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
    }

    private ShortCommand start(ExecCommand command, List<String> line) throws IOException, InterruptedException {
        Path folder = Path.of(command.getWorkingDir());
        Duration timeout = Duration.ofMillis(command.getTimeout());
        return tidy ? ShortCommand.runTidy(command.getExecutable(), line, folder, environment, scratch, timeout)
                : ShortCommand.run(command.getExecutable(), line, folder, environment, scratch, timeout);
    }

    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
        byte[] output = ((ByteArrayInputStream) result.getStdout()).readAllBytes();
        exchange.getMessage().setBody(new String(output, StandardCharsets.UTF_8));
    }

    /** Its text form is its name and purpose, without anything that may come from a task. */
    private static final class Command extends ExecCommand {

        private static final long serialVersionUID = 1L;

        Command(String executable, List<String> arguments, String folder, Duration timeout) {
            super(executable, arguments, folder, timeout.toMillis(), Set.of(), null, null, false,
                    LoggingLevel.OFF);
        }

        @Override
        public String toString() {
            return Path.of(getExecutable()).getFileName().toString();
        }
    }
}
