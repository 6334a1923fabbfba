package io.agentmesh.cli.changes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.cli.client.ClientFailure;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.task.text.CutText;

/**
 * A working tree that a diff is applied to: its files alone, neither its index nor its branches. A diff that doesn't fit
 * changes nothing, since git checks all of it before it writes; it also refuses paths outside the working tree.
 */
public final class Checkout {

    private static final int MAX_REASON = 500;

    private final Path root;
    private final Git git;

    private Checkout(Path root) {
        this.root = root;
        this.git = new Git(root);
    }

    /** @throws ClientFailure where the folder is in no working tree of git */
    public static Checkout of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw failure(folder + " is not a folder");
        }
        Git.Result top = new Git(folder).run("", "rev-parse", "--show-toplevel");
        if (!top.isOk() || top.output().isBlank()) {
            throw failure(folder + " is not a git checkout: " + reason(top.error()));
        }
        try {
            // In a folder below, git would silently leave out what lies outside of it.
            return new Checkout(Path.of(top.output().replaceFirst("\\R$", "")).toRealPath());
        } catch (IOException | InvalidPathException e) {
            throw failure(folder + " can't be read: " + e.getMessage());
        }
    }

    public Path root() {
        return root;
    }

    /** A file of the diff, with its number of added and removed lines. */
    public record AppliedFile(String path, long added, long removed) {
    }

    /**
     * Applies a diff.
     *
     * @param isDryRun whether to check only
     * @return the files that git read from the diff, by their new names
     * @throws ClientFailure where it doesn't fit; the files are then as they were
     */
    public List<AppliedFile> apply(String diff, boolean isDryRun) {
        Git.Result result = isDryRun ? git.run(diff, "apply", "--check", "--numstat", "-z")
                : git.run(diff, "apply", "--apply", "--numstat", "-z");
        if (!result.isOk()) {
            boolean isThere = git.run(diff, "apply", "--check", "--reverse").isOk();
            throw failure(isThere ? "the diff is applied already in " + root
                    : "the diff doesn't fit " + root + ", where nothing was changed: " + reason(result.error()));
        }
        return files(result.output());
    }

    private static List<AppliedFile> files(String numstat) {
        List<AppliedFile> files = new ArrayList<>();
        for (String entry : numstat.split("\0")) {
            String[] fields = entry.split("\t", 3);
            if (fields.length == 3) {
                files.add(new AppliedFile(fields[2], number(fields[0]), number(fields[1])));
            }
        }
        return files;
    }

    private static long number(String text) {
        return text.equals("-") ? 0 : Long.parseLong(text);
    }

    private static String reason(String error) {
        return CutText.marked(MAX_REASON,
                SafeText.line(error.replaceAll("(?m)^(error|fatal): ", "").strip().replaceAll("\\R+", "; ")));
    }

    private static ClientFailure failure(String message) {
        return new ClientFailure(ExitCodes.UNSUCCESSFUL, message);
    }
}
