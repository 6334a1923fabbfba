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
 * A command that answers soon, such as one of an agent that calls no model. Its answer is a file, because through a pipe
 * some lose output; it goes with all else that the command left when this is closed.
 */
public final class ShortCommand implements Closeable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Path own;
    private int exit;

    private ShortCommand(Path own) {
        this.own = own;
    }

    /** As below, for a minute at most. */
    public static ShortCommand run(String name, List<String> line, Path folder, AgentEnvironment environment, Path scratch)
            throws IOException, InterruptedException {
        return run(name, line, folder, environment, scratch, LONGEST);
    }

    /**
     * @param name    what it is called in messages
     * @param folder  where to run it
     * @param scratch a folder for its files
     * @param longest it is ended then
     * @throws IOException with a sentence where it can't be started, or hangs
     */
    public static ShortCommand run(String name, List<String> line, Path folder, AgentEnvironment environment, Path scratch,
            Duration longest) throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        ShortCommand command = new ShortCommand(Files.createTempDirectory(scratch, "command-"));
        try {
            command.exit = command.perform(name, line, folder, environment, longest);
            return command;
        } catch (IOException | InterruptedException e) {
            command.close();
            throw e;
        }
    }

    private int perform(String name, List<String> line, Path folder, AgentEnvironment environment, Duration longest)
            throws IOException, InterruptedException {
        String tracking = AgentEnvironment.tracking("command", own);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectOutput(stdout().toFile()).redirectError(stderr().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.of(folder, own, tracking));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " didn't answer within " + longest.toSeconds() + " s");
            }
            return process.exitValue();
        } finally {
            new ProcessTree(tracking).end(Duration.ZERO);
        }
    }

    public int exit() {
        return exit;
    }

    public Path stdout() {
        return own.resolve("stdout");
    }

    /** What it wrote, or the beginning of that. */
    public byte[] output(int most) throws IOException {
        try (InputStream in = Files.newInputStream(stdout())) {
            return in.readNBytes(most);
        }
    }

    private Path stderr() {
        return own.resolve("stderr");
    }

    /** What it said of its failure, see {@link FinalMessage#text()}. */
    public String lastWords() throws IOException {
        return FinalMessage.of(stderr(), 0).text();
    }

    @Override
    public void close() {
        FolderRemover.remove(own);
    }
}
