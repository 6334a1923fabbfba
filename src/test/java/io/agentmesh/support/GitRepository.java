package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real git repository of a test, on branch {@code main}, which the user's own configuration doesn't reach. */
public record GitRepository(Path folder) {

    private static final List<String> GIT = List.of("git", "-c", "user.name=A User", "-c", "user.email=user@localhost",
            "-c", "commit.gpgSign=false", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always");

    /** Without any commit. */
    public static GitRepository create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitRepository repository = new GitRepository(folder);
        repository.git("init", "--quiet");
        return repository;
    }

    /** Writes a file and commits it. @return the commit's id */
    public String commit(String file, String content) {
        write(file, content);
        git("add", "--all");
        git("commit", "--quiet", "--message=" + file);
        return git("rev-parse", "HEAD");
    }

    public Path write(String file, String content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its output without blanks around @throws AssertionError where git fails */
    public String git(String... arguments) {
        List<String> line = new ArrayList<>(GIT);
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", arguments) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The branches that begin with a prefix, sorted. */
    public List<String> branches(String prefix) {
        return git("for-each-ref", "--format=%(refname:short)", "refs/heads/" + prefix).lines().toList();
    }
}
