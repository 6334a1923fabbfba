package io.agentmesh.agent.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.FinalMessage;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.FolderRemover;

/**
 * A command that ends soon, such as an agent's command that calls no model. Its output goes to a file, as some programs
 * lose output through a pipe; closing removes it with all other files of the command.
 */
public final class ShortCommand implements Closeable {

    /** Of a command that only answers a question. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path own;
    private int exit;

    private ShortCommand(Path own) {
        this.own = own;
    }

    /** Runs for at most a minute. */
    public static ShortCommand run(String name, List<String> line, Path folder, AgentEnvironment environment, Path scratch)
            throws IOException, InterruptedException {
        return run(name, line, folder, environment, scratch, TIMEOUT);
    }

    /**
     * @param name    its name in messages
     * @param folder  where to run it
     * @param scratch a folder for its files
     * @param timeout timeout
     * @throws IOException with a sentence where it can't be started, or times out
     */
    public static ShortCommand run(String name, List<String> line, Path folder, AgentEnvironment environment, Path scratch,
            Duration timeout) throws IOException, InterruptedException {
        return run(name, line, folder, environment, scratch, timeout, true);
    }

    /**
     * Runs a program that leaves no processes behind where it ends by itself, so that they needn't be searched for among
     * all of the machine: that takes several times as long as a git that answers a question.
     */
    public static ShortCommand runTidy(String name, List<String> line, Path folder, AgentEnvironment environment, Path scratch,
            Duration timeout) throws IOException, InterruptedException {
        return run(name, line, folder, environment, scratch, timeout, false);
    }

    private static ShortCommand run(String name, List<String> line, Path folder, AgentEnvironment environment, Path scratch,
            Duration timeout, boolean sweeps) throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        ShortCommand command = new ShortCommand(Files.createTempDirectory(scratch, "command-"));
        try {
            command.exit = command.perform(name, line, folder, environment, timeout, sweeps);
            return command;
        } catch (IOException | InterruptedException e) {
            command.close();
            throw e;
        }
    }

    private int perform(String name, List<String> line, Path folder, AgentEnvironment environment, Duration timeout,
            boolean sweeps) throws IOException, InterruptedException {
        boolean ended = false;
        String tracking = AgentEnvironment.tracking("command", own);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectOutput(stdout().toFile()).redirectError(stderr().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.of(folder, own, tracking));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " didn't answer within " + timeout.toSeconds() + " s");
            }
            ended = true;
            return process.exitValue();
        } finally {
            if (sweeps || !ended) {
                new ProcessTree(tracking).end(Duration.ZERO);
            }
        }
    }

    public int exit() {
        return exit;
    }

    public Path stdout() {
        return own.resolve("stdout");
    }

    /** Its standard output, up to a limit. */
    public byte[] output(int max) throws IOException {
        try (InputStream in = Files.newInputStream(stdout())) {
            return in.readNBytes(max);
        }
    }

    private Path stderr() {
        return own.resolve("stderr");
    }

    /** Its error message, see {@link FinalMessage#text()}. */
    public String errorText() throws IOException {
        return FinalMessage.of(stderr(), 0).text();
    }

    @Override
    public void close() {
        FolderRemover.remove(own);
    }
}
