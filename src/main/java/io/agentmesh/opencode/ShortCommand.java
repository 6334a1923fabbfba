package io.agentmesh.opencode;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of OpenCode that answers soon and calls no model. Its answer is a file, because through a pipe OpenCode
 * loses output; it goes with all else that the command left when this is closed.
 */
final class ShortCommand implements Closeable {

    private static final int TIMEOUT_SECONDS = 60;

    private final Path own;
    private int exit;

    private ShortCommand(Path own) {
        this.own = own;
    }

    /**
     * @param folder  where to run it
     * @param scratch a folder for its files
     * @throws IOException with a sentence where it can't be started, or hangs
     */
    static ShortCommand run(List<String> line, Path folder, AgentEnvironment environment, Path scratch)
            throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        ShortCommand command = new ShortCommand(Files.createTempDirectory(scratch, "opencode-"));
        try {
            command.exit = command.perform(line, folder, environment);
            return command;
        } catch (IOException | InterruptedException e) {
            command.close();
            throw e;
        }
    }

    private int perform(List<String> line, Path folder, AgentEnvironment environment)
            throws IOException, InterruptedException {
        String tracking = AgentEnvironment.tracking("command", own);
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectOutput(stdout().toFile()).redirectError(stderr().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.of(folder, own, tracking));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("OpenCode didn't answer within " + TIMEOUT_SECONDS + " s");
            }
            return process.exitValue();
        } finally {
            new ProcessTree(tracking).end(Duration.ZERO);
        }
    }

    int exit() {
        return exit;
    }

    Path stdout() {
        return own.resolve("stdout");
    }

    private Path stderr() {
        return own.resolve("stderr");
    }

    /** What it said of its failure, see {@link LogSummary#lastWords()}. */
    String lastWords() throws IOException {
        return LogSummary.of(stderr(), 0).lastWords();
    }

    @Override
    public void close() {
        FolderRemover.remove(own);
    }
}
