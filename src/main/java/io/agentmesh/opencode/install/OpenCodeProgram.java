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
 * An OpenCode program that has told its version.
 *
 * @param path    the executable, absolute
 * @param version such as {@code 1.18.33}
 */
public record OpenCodeProgram(Path path, String version) {

    /** What it is called in sentences. */
    public static final String NAME = "OpenCode";

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+\\S*");
    private static final int SECONDS_TO_ANSWER = 20;
    private static final int LONGEST_ANSWER = 1024;

    /** Whether its command line is the one that we drive: version 2 takes over the name with other flags. */
    public boolean isSupported() {
        return version.startsWith("1.");
    }

    /**
     * Asks an executable for its version.
     *
     * @param environment variables that are added to our own for the question
     * @return empty where it can't be started, fails, hangs, or answers something else
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

    /** The answer fits into the pipe, so it may be read after the end; a program that hangs can't hold us up. */
    private static Optional<String> answer(Process process) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            byte[] bytes = process.getInputStream().readNBytes(LONGEST_ANSWER);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return VERSION.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
