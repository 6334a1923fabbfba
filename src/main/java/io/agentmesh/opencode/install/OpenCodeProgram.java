package io.agentmesh.opencode.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.agentmesh.task.Names;

/**
 * An OpenCode program whose version is known.
 *
 * @param path    the executable, absolute
 * @param version such as {@code 1.18.33}
 */
public record OpenCodeProgram(Path path, String version) {

    /** Its name in messages. */
    public static final String NAME = "OpenCode";

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+\\S*");
    private static final int TIMEOUT_SECONDS = 20;
    private static final int MAX_ANSWER = 1024;

    /** Whether it has the command line that the worker uses: version 2 has the same name but other flags. */
    public boolean isSupported() {
        return version.startsWith("1.");
    }

    /**
     * Asks an executable for its version.
     *
     * @param environment added to this process's environment
     * @return empty where it can't be started, fails, times out, or answers something else
     */
    public static Optional<OpenCodeProgram> probe(Path executable, Map<String, String> environment) {
        Path path = executable.toAbsolutePath().normalize();
        ProcessBuilder question = new ProcessBuilder(path.toString(), "--version")
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        question.environment().keySet().removeIf(Names::isWorkersOwn);
        question.environment().putAll(environment);
        try {
            return answer(question.start()).map(version -> new OpenCodeProgram(path, version));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The answer fits into the pipe, so it is read after the end, and a hanging program blocks nobody. */
    private static Optional<String> answer(Process process) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            byte[] bytes = process.getInputStream().readNBytes(MAX_ANSWER);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return VERSION.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
