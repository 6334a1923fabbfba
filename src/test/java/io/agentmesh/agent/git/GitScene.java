package io.agentmesh.agent.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.GitRepository;
import io.agentmesh.task.changes.ChangedFile;
import io.agentmesh.task.changes.Changes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real repository of a user, a task that begins in it, and what it has changed at its end. */
abstract class GitScene {

    static final int MAX_DIFF = 1 << 20;

    @TempDir
    Path temp;

    Path root;
    Path own;
    GitRepository repository;
    Git git;
    private String commit;
    private String tree;

    @BeforeEach
    void createRepository() throws IOException {
        Path real = temp.toRealPath();
        root = real.resolve("Läden und mehr/shop");
        own = real.resolve("own");
        repository = GitRepository.create(root);
        git = new Git(AgentEnvironments.of(Map.of("PATH", System.getenv("PATH"), "HOME", real.toString()), null, "{}"),
                real.resolve("scratch"));
    }

    GitSnapshot snapshot() {
        return new GitSnapshot(git, root, root.resolve(".git"), root.resolve(".git"), own);
    }

    /** A task begins. */
    void begin() throws IOException {
        commit = head();
        tree = snapshot().take();
    }

    /** The same task ends. */
    Changes end() throws IOException {
        return end(MAX_DIFF);
    }

    Changes end(long maxDiff) throws IOException {
        GitSnapshot snapshot = snapshot();
        return new GitChanges(git, maxDiff).between(root, snapshot, new GitChanges.Start(tree, commit), snapshot.take(),
                head(), null, List.of());
    }

    private String head() throws IOException {
        return git.find(root, "rev-parse", "--quiet", "--verify", "HEAD").orElse(null);
    }

    static ChangedFile added(String path, int lines) {
        return new ChangedFile(path, null, "added", lines, 0, null);
    }

    static ChangedFile modified(String path, int added, int removed) {
        return new ChangedFile(path, null, "modified", added, removed, null);
    }

    static ChangedFile deleted(String path, int lines) {
        return new ChangedFile(path, null, "deleted", 0, lines, null);
    }

    static ChangedFile binary(String path, String status) {
        return new ChangedFile(path, null, status, null, null, true);
    }
}
