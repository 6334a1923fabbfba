package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small git repository with one commit, independent of the user's git settings. */
final class SampleRepository {

    private static final List<String> IDENTITY = List.of("-c", "user.name=AgentMesh demo",
            "-c", "user.email=demo@localhost", "-c", "commit.gpgsign=false");

    private final Path folder;
    private final String firstCommit;

    private SampleRepository(Path folder, String firstCommit) {
        this.folder = folder;
        this.firstCommit = firstCommit;
    }

    /** @throws DemoFailure where git is missing or fails */
    static SampleRepository create(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("README.md"), """
                # Greeter

                A program of one line, for an agent to work on.
                """);
        Files.writeString(folder.resolve("src/greet.sh"), """
                #!/bin/sh
                echo "Hello, ${1:-world}"
                """);
        Path real = folder.toRealPath();
        git(real, "init", "--quiet");
        git(real, "add", ".");
        git(real, "commit", "--quiet", "--message=Greet the world");
        return new SampleRepository(real, git(real, "rev-parse", "HEAD").strip());
    }

    /** Its real path. */
    Path folder() {
        return folder;
    }

    /** Changes since the first commit, including new files and later commits; empty where there are none. */
    String diff() throws IOException {
        git(folder, "add", "--intent-to-add", ".");
        return git(folder, "diff", "--no-color", "--no-ext-diff", firstCommit);
    }

    private static String git(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(IDENTITY);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = start(builder);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitOf(process) != 0) {
            throw new DemoFailure("git " + arguments[0] + " failed in " + folder + ": " + output.strip());
        }
        return output;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DemoFailure("git is needed for the demo's codebase, and can't be started: " + e.getMessage());
        }
    }

    private static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw DemoFailure.interrupted();
        }
    }
}
