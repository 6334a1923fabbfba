package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's own programs that an installation calls. */
final class Tools {

    private static final long SECONDS = 120;
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private Tools() {
    }

    static boolean has(String program) {
        return PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** @throws InstallFailure with the program's own words where it fails */
    static void run(List<String> command, String input) {
        Result result = call(command, input);
        if (result.exit() != 0) {
            throw new InstallFailure(String.join(" ", command) + " failed: "
                    + (result.words().isEmpty() ? "exit " + result.exit() : result.words()));
        }
    }

    /** @param words what it said, one line */
    record Result(int exit, String words) {
    }

    static Result call(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new InstallFailure(String.join(" ", command) + " doesn't end");
            }
            return new Result(process.exitValue(), words.strip().replaceAll("\\s*\\R\\s*", "; "));
        } catch (IOException e) {
            throw new InstallFailure(command.get(0) + " can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallFailure("interrupted", e);
        }
    }
}
