package io.agentmesh.cli.changes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository of the real git, of one commit. */
public final class GitFolder {

    private final Path root;

    public GitFolder(Path root) {
        this.root = root;
        git("init", "-q");
        write("shop.txt", "one\ntwo\nthree\n");
        commit("start");
    }

    /** Another checkout of the same commit. */
    public GitFolder copy(Path target) {
        git("clone", "-q", root.toString(), target.toString());
        return new GitFolder(target, true);
    }

    private GitFolder(Path root, boolean isThere) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    public void write(String path, String content) {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public void write(String path, byte[] content) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void commit(String title) {
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", title);
    }

    /** What the working tree has other than the last commit, new files too, as git writes it by itself. */
    public String diff() {
        git("add", "-A");
        return git("diff", "--cached", "-M");
    }

    public String status() {
        return git("status", "--porcelain", "-uall");
    }

    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(root);
            Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
            git.getOutputStream().close();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
