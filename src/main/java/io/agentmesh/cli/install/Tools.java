package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the machine's own programs for an installation. */
final class Tools {

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private Tools() {
    }

    static boolean has(String program) {
        return FOLDERS.stream().anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /**
     * Waits for the program's end: a service that stops may finish its tasks first.
     *
     * @throws InstallFailure with the program's own message where it fails
     */
    static void run(List<String> command, String input) {
        Result result = call(command, input);
        if (result.exit() != 0) {
            throw new InstallFailure(String.join(" ", command) + " failed: "
                    + (result.output().isEmpty() ? "exit " + result.exit() : result.output()));
        }
    }

    /** @param output what it said, one line */
    record Result(int exit, String output) {
    }

    static Result call(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip().replaceAll("\\s*\\R\\s*", "; "));
        } catch (IOException e) {
            throw new InstallFailure(command.get(0) + " can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallFailure("interrupted", e);
        }
    }
}
