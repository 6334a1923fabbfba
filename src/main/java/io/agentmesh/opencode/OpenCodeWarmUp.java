package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One short command of OpenCode, alone, before any task: it makes OpenCode's database where there is none, or brings it
 * up to date. Several first runs at once have been seen to break each other.
 */
public final class OpenCodeWarmUp {

    private static final int TIMEOUT_SECONDS = 60;

    private OpenCodeWarmUp() {
    }

    /**
     * @param folder an empty folder to start it in
     * @throws IOException with a sentence where it fails or hangs
     */
    public static void run(OpenCodeProgram program, AgentEnvironment environment, Path folder) throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(program.path().toString(), "session", "list", "--format=json",
                "--max-count=1").directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true);
        String tracking = AgentEnvironment.tracking("warmup_" + ProcessHandle.current().pid());
        builder.environment().clear();
        builder.environment().putAll(environment.of(folder, folder, tracking));
        Process command = builder.start();
        try {
            command.getOutputStream().close();
            if (!command.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it didn't list its sessions within " + TIMEOUT_SECONDS + " s");
            }
            if (command.exitValue() != 0) {
                throw new IOException("listing its sessions ended with exit " + command.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the worker stopped while it was tried", e);
        } finally {
            command.destroyForcibly();
        }
    }
}
