package io.agentmesh.cli.changes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.cli.client.ClientFailure;
import io.agentmesh.cli.client.ExitCodes;

/** Runs git in a folder, without the hooks and watchers that the repository's configuration may name. */
final class Git {

    private static final List<String> COMMAND = List.of("git", "-c", "core.hooksPath=/dev/null", "-c",
            "core.fsmonitor=false", "-c", "apply.whitespace=nowarn", "-c", "core.quotePath=false");
    /** Set where this program runs in a hook or an alias of git: they name another repository. */
    private static final List<String> FOREIGN = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
            "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR");

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** @param error what it wrote to standard error */
    record Result(int exit, String output, String error) {

        boolean isOk() {
            return exit == 0;
        }
    }

    Result run(String input, String... arguments) {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        FOREIGN.forEach(builder.environment()::remove);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process git = builder.start();
            CompletableFuture<String> error = CompletableFuture.supplyAsync(() -> text(git.getErrorStream()));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(git, input));
            String output = text(git.getInputStream());
            sent.join();
            return new Result(git.waitFor(), output, error.join());
        } catch (IOException e) {
            throw new ClientFailure(ExitCodes.UNSUCCESSFUL, "git can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure(ExitCodes.UNSUCCESSFUL, "interrupted");
        }
    }

    private static void send(Process git, String input) {
        try (OutputStream in = git.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all of it, and says why itself.
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
