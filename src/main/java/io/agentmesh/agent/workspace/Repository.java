package io.agentmesh.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The git repository that contains a folder; an agent may change all of it. A worktree and a submodule are repositories
 * of their own, with a git folder elsewhere. Runs no git, since a repository's configuration may name programs.
 *
 * @param root the top of the working tree
 * @param git  the git folder
 */
public record Repository(Path root, Path git) {

    private static final String LINK = "gitdir:";
    private static final int MAX_LINK = 8192;

    /** @param folder a real path */
    public static Optional<Repository> of(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path git = git(at);
            if (git != null) {
                return Optional.of(new Repository(at, git));
            }
        }
        return Optional.empty();
    }

    /** @return the root of the folder's repository, or the folder itself where it belongs to none */
    public static Path root(Path folder) {
        return of(folder).map(Repository::root).orElse(folder);
    }

    /** @return null where no repository begins there */
    private static Path git(Path root) {
        Path entry = root.resolve(".git");
        try {
            if (Files.isDirectory(entry)) {
                return Files.exists(entry.resolve("HEAD")) ? entry : null;
            }
            if (!Files.isRegularFile(entry) || Files.size(entry) > MAX_LINK) {
                return null;
            }
            String link = new String(Files.readAllBytes(entry), StandardCharsets.UTF_8).strip();
            return link.startsWith(LINK) ? root.resolve(link.substring(LINK.length()).strip()).normalize() : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
