package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.agent.git.Git;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.support.GitRepository;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.changes.Changes;
import io.agentmesh.worker.slot.Decision;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository of a user, and tasks that work in worktrees of it, one step of their routes after another. */
abstract class WorkspaceScene {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    Path root;
    Path state;
    GitRepository shop;
    Git git;
    Workspaces workspaces;
    WorktreeCommit commit;
    WorktreeRemover remover;
    Worktrees worktrees;
    ChangesReport report;
    Isolation isolation;
    String first;

    @BeforeEach
    void createRepository() throws IOException {
        Path real = temp.toRealPath();
        root = real.resolve("Läden und mehr/shop");
        state = real.resolve("state");
        shop = GitRepository.create(root);
        first = shop.commit("a.txt", "1\n");
        git = new Git(AgentEnvironments.of(Map.of("PATH", System.getenv("PATH"), "HOME", real.toString()), null, "{}"),
                real.resolve("scratch"));
        workspaces = new Workspaces(state);
        commit = new WorktreeCommit(git, "AgentMesh <agentmesh@localhost>");
        remover = new WorktreeRemover(git, workspaces, commit);
        worktrees = new Worktrees(git, workspaces, remover, "agentmesh/{task}");
        report = new ChangesReport(git, workspaces, new FolderSnapshots(git, workspaces, true), remover, true, 1 << 20);
        isolation = new Isolation(List.of(), "worktree", id -> null, workspaces, real.resolve("worktrees"));
    }

    /** @param metadata a JSON object with single quotes */
    static Task task(String id, int attempt, String metadata) throws IOException {
        return new Task(id, "cb1", "a title", "a prompt", "build", "pending", 0, "2026-01-02T03:04:05", null,
                JSON.readTree(metadata.replace('\'', '"')), null, attempt);
    }

    static Task task(String id) throws IOException {
        return task(id, 1, "{}");
    }

    /** As the route open-workspace. */
    GitRepository open(Task task) throws IOException {
        return open(task, root);
    }

    GitRepository open(Task task, Path codebase) throws IOException {
        Workspace workspace = plan(task, codebase);
        if (workspace.isNew() || workspace.isMissing()) {
            add(workspace);
        }
        return new GitRepository(worktrees.opened(workspace));
    }

    Workspace plan(Task task, Path codebase) throws IOException {
        Decision decision = isolation.place(task, codebase);
        return worktrees.prepare(task, decision);
    }

    /** As the route add-worktree. */
    void add(Workspace workspace) throws IOException {
        List<String> line = new ArrayList<>(List.of("worktree", "add", "--quiet"));
        if (workspace.isNew()) {
            line.addAll(List.of("--no-track", "-b", workspace.branch(), "--", workspace.worktree(), workspace.base()));
        } else {
            git.text(Path.of(workspace.git()), "worktree", "prune");
            line.addAll(List.of("--", workspace.worktree(), workspace.branch()));
        }
        git.text(Path.of(workspace.repository()), line.toArray(String[]::new));
    }

    /** As the routes close-workspace and report-result. @return what it changed, or null where that is unknown */
    Changes close(Task task, String session) throws IOException {
        Workspace workspace = report.workspace(task);
        Outcome outcome = new Outcome("completed", "done", null, session, null);
        if (workspace != null) {
            commit.leftovers(workspace);
            outcome = report.added(workspace, outcome);
        }
        report.ended(task, outcome);
        return outcome.changes();
    }

    Workspace journal(String task) throws IOException {
        return workspaces.find(task).orElseThrow();
    }

    /** The worktrees that git knows, besides the user's own. */
    List<Path> known() {
        return shop.git("worktree", "list", "--porcelain").lines().filter(line -> line.startsWith("worktree "))
                .map(line -> Path.of(line.substring("worktree ".length()))).filter(path -> !path.equals(root)).toList();
    }

    /** The content of a file of a commit. */
    String content(String commitName, String file) {
        return shop.git("show", commitName + ":" + file);
    }

    static void delete(Path file) throws IOException {
        Files.delete(file);
    }
}
