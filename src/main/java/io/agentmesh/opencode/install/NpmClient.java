package io.agentmesh.opencode.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs npm with the user's settings (registry, proxy), without scripts of packages. */
public final class NpmClient {

    private static final int LINES_TO_QUOTE = 5;

    private final String program;
    private final int timeoutSeconds;

    /** @param program the executable, such as {@code npm} */
    public NpmClient(String program, int timeoutSeconds) {
        this.program = program;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Installs a package below {@code folder/node_modules}.
     *
     * @param spec such as {@code name@1.2.3}
     * @throws InstallException where npm is missing, fails or times out
     */
    public void install(Path folder, String spec) throws IOException {
        Path log = folder.resolve("npm.log");
        Process npm = start(folder, log, spec);
        try {
            if (!npm.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                throw new InstallException(
                        "npm install " + spec + " took longer than " + timeoutSeconds + " s" + tail(log));
            }
            if (npm.exitValue() != 0) {
                throw new InstallException("npm install " + spec + " failed (exit " + npm.exitValue() + ")" + tail(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException("npm install " + spec + " was interrupted");
        } finally {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
    }

    private Process start(Path folder, Path log, String spec) {
        try {
            return new ProcessBuilder(program, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix",
                    folder.toString(), spec).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new InstallException("OpenCode isn't installed, and neither is npm, which would bring it: install "
                    + "Node.js (npm comes with it), or OpenCode itself");
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? ""
                : ": " + String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_TO_QUOTE), lines.size()));
    }
}
