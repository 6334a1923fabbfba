package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.git.Git;

/**
 * What git says of the repository of a codebase.
 *
 * @param git    the git folder of the working tree
 * @param common the git folder that all its worktrees share
 * @param prefix the codebase's path from the top of the working tree, with a slash at its end; may be empty
 */
record RepositoryFacts(Path git, Path common, String prefix) {

    private static final int MAX_BASE = 200;

    /** @throws IOException with git's sentence, as where the folder is no repository */
    static RepositoryFacts of(Git git, Path codebase) throws IOException {
        String[] lines = git.text(codebase, "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir",
                "--show-prefix").split("\n");
        return new RepositoryFacts(Path.of(lines[0]), Path.of(lines[1]), lines.length > 2 ? lines[2] : "");
    }

    /** The commit that a name means, if any. @throws RefusedTaskException where no name of git looks like it */
    static Optional<String> commit(Git git, Path folder, String name) throws IOException {
        if (name.startsWith("-") || name.length() > MAX_BASE || name.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedTaskException("metadata.base names no commit or branch");
        }
        try {
            return git.find(folder, "rev-parse", "--quiet", "--verify", "--end-of-options", name + "^{commit}");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean hasBranch(Git git, Path folder, String branch) throws IOException {
        return git.find(folder, "show-ref", "--verify", "--quiet", "refs/heads/" + branch).isPresent();
    }

    /** The name itself, or with the first number at its end that makes it new. */
    static String freeBranch(Git git, Path folder, String name) throws IOException {
        String free = name;
        for (int number = 2; hasBranch(git, folder, free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** The branch that is checked out there, if any. */
    static Optional<String> branch(Git git, Path folder) throws IOException {
        return git.find(folder, "symbolic-ref", "--quiet", "--short", "HEAD");
    }
}
