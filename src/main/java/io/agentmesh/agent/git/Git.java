package io.agentmesh.agent.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;

/**
 * Runs git for the worker, in repositories whose configuration an agent may have changed: without hooks, a file system
 * monitor, prompts, optional locks and automatic garbage collection, and with the agent's environment, which has no
 * secret of the worker.
 */
public final class Git {

    /** Of every command: it asks for nothing, and takes no lock that only saves time. */
    public static final Map<String, String> ENVIRONMENT = Map.of("GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0");

    private static final List<String> SAFE = List.of("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c",
            "core.quotePath=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "commit.gpgSign=false", "-c",
            "advice.addEmbeddedRepo=false", "-c", "core.splitIndex=false");
    private static final int MAX_OUTPUT = 32 << 20;

    private final AgentEnvironment environment;
    private final Path scratch;

    /** @param scratch a folder for the files of commands */
    public Git(AgentEnvironment environment, Path scratch) {
        this.environment = environment.with(ENVIRONMENT);
        this.scratch = scratch;
    }

    /**
     * The output of a command, without blanks around.
     *
     * @throws IOException with a sentence where it fails, takes longer than a minute, or says more than 32 MiB
     */
    public String text(Path folder, String... arguments) throws IOException {
        return run(folder, Map.of(), List.of(arguments)).strip();
    }

    /** Like {@link #text}; empty where git answers with exit 1, as for something that doesn't exist. */
    public Optional<String> find(Path folder, String... arguments) throws IOException {
        return find(folder, Map.of(), List.of(arguments));
    }

    Optional<String> find(Path folder, Map<String, String> variables, List<String> arguments) throws IOException {
        try (ShortCommand command = start(folder, line(arguments), variables)) {
            return command.exit() == 1 ? Optional.empty() : Optional.of(output(command).strip());
        }
    }

    /** @param variables for this command alone @return the whole output, at most 32 MiB */
    String run(Path folder, Map<String, String> variables, List<String> arguments) throws IOException {
        try (ShortCommand command = start(folder, line(arguments), variables)) {
            return output(command);
        }
    }

    /**
     * The beginning of a long output.
     *
     * @param max in bytes; git is ended when it has written that much
     */
    byte[] head(Path folder, Map<String, String> variables, int max, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "\"$@\" | head -c " + max, "sh"));
        line.addAll(line(arguments));
        try (ShortCommand command = start(folder, line, variables)) {
            return command.output(max);
        }
    }

    /** Copies a file or folder with all that belongs to it; links stay links. */
    public void copy(Path from, Path to) throws IOException {
        try (ShortCommand command = start(from.getParent(), List.of("cp", "-a", "--", from.toString(), to.toString()),
                Map.of())) {
            if (command.exit() != 0) {
                throw new IOException(from + " can't be copied: " + command.errorText());
            }
        }
    }

    private static List<String> line(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(SAFE);
        line.addAll(arguments);
        return line;
    }

    private ShortCommand start(Path folder, List<String> line, Map<String, String> variables) throws IOException {
        try {
            return ShortCommand.runTidy("git", line, folder, environment.with(variables), scratch, ShortCommand.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the worker stopped while git ran", e);
        }
    }

    private static String output(ShortCommand command) throws IOException {
        if (command.exit() != 0) {
            String words = command.errorText();
            throw new IOException("git ended with exit " + command.exit() + (words.isEmpty() ? "" : ": " + words));
        }
        byte[] said = command.output(MAX_OUTPUT + 1);
        if (said.length > MAX_OUTPUT) {
            throw new IOException("git said more than " + (MAX_OUTPUT >> 20) + " MiB");
        }
        return new String(said, StandardCharsets.UTF_8);
    }
}
