package io.agentmesh.agent.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of a working tree as a tree object of git, without the ignored ones. The index and all new objects are in a
 * folder of the worker, so that the user's repository stays as it is.
 */
public final class GitSnapshot {

    private final Git git;
    private final Path root;
    private final Path gitFolder;
    private final Path own;
    private final Map<String, String> variables;

    /**
     * @param root      the top of the working tree
     * @param gitFolder of this working tree, with its index
     * @param common    the git folder with the objects; the same but for worktrees
     * @param own       the worker's folder for index and objects
     */
    public GitSnapshot(Git git, Path root, Path gitFolder, Path common, Path own) {
        this.git = git;
        this.root = root;
        this.gitFolder = gitFolder;
        this.own = own;
        this.variables = Map.of("GIT_INDEX_FILE", own.resolve("index").toString(),
                "GIT_OBJECT_DIRECTORY", own.resolve("objects").toString(),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(common.resolve("objects")));
    }

    /** The list of such folders is separated by colons. */
    private static String quoted(Path folder) {
        return '"' + folder.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The variables by which other commands of git find the snapshot's objects. */
    Map<String, String> variables() {
        return variables;
    }

    /**
     * Looks at all files; only those that changed since the index was written are read.
     *
     * @return the tree's id
     * @throws IOException with a sentence where git fails, or takes longer than a minute
     */
    public String take() throws IOException {
        Files.createDirectories(own.resolve("objects"));
        Path index = own.resolve("index");
        Path users = gitFolder.resolve("index");
        if (!Files.exists(index) && Files.exists(users)) {
            Files.copy(users, index, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
        // Nothing here is worth the time that its compression takes.
        // It ends with exit 1 where it left out what it can't read, such as a repository in it without any commit.
        git.find(root, variables, List.of("-c", "core.looseCompression=0", "-c", "core.safecrlf=false", "add", "--all",
                "--ignore-errors", "."));
        return run("write-tree");
    }

    /**
     * Writes what differs, binary files too, as a patch for {@code git apply}.
     *
     * @return whether anything differs
     */
    public boolean write(Path patch, String from, String tree) throws IOException {
        if (run("rev-parse", from + "^{tree}").equals(tree)) {
            return false;
        }
        run("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--binary", "--full-index", "--output=" + patch, from, tree);
        return true;
    }

    private String run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        return git.run(root, variables, all).strip();
    }
}
