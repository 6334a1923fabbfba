package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small git repository with one commit, for an agent to work in. The user's own git settings play no part. */
final class SampleRepository {

    private static final List<String> IDENTITY = List.of("-c", "user.name=AgentMesh demo",
            "-c", "user.email=demo@localhost", "-c", "commit.gpgsign=false");

    private final Path folder;

    private SampleRepository(Path folder) {
        this.folder = folder;
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
        SampleRepository repository = new SampleRepository(folder.toRealPath());
        repository.git("init", "--quiet");
        repository.git("add", ".");
        repository.git("commit", "--quiet", "--message=Greet the world");
        return repository;
    }

    /** Its real path. */
    Path folder() {
        return folder;
    }

    /** What has changed since the commit, new files too; empty where nothing has. */
    String diff() throws IOException {
        git("add", "--intent-to-add", ".");
        return git("diff", "--no-color", "--no-ext-diff");
    }

    private String git(String... arguments) throws IOException {
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
            Thread.currentThread().interrupt();
            throw new DemoFailure("the demo was ended");
        }
    }
}
