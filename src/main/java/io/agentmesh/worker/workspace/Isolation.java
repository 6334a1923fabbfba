package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/** Decides whether a task works in its codebase's folder or in a worktree, and where that is. */
public final class Isolation {

    private static final String RESUME = "resume_session_id";

    private final Map<Path, String> configured = new HashMap<>();
    private final String otherwise;
    private final Function<String, String> registered;
    private final Workspaces workspaces;
    private final Path worktrees;

    /**
     * @param otherwise  of a codebase that names none
     * @param registered what the server's {@code agent_config} names for a codebase id, or null
     * @param worktrees  the folder of all worktrees, a real path
     */
    public Isolation(List<CodebaseSetting> codebases, String otherwise, Function<String, String> registered,
            Workspaces workspaces, Path worktrees) {
        codebases.stream().filter(one -> one.isolation() != null).forEach(one -> configured.put(one.path(), one.isolation()));
        this.otherwise = otherwise;
        this.registered = registered;
        this.workspaces = workspaces;
        this.worktrees = worktrees;
    }

    /**
     * A task that was interrupted goes on where it was. One that resumes a session works in the folder of that session.
     *
     * @param codebase its real path
     */
    public Decision place(Task task, Path codebase) {
        try {
            return find(task, codebase);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of a workspace can't be read: " + e.getMessage(), e);
        }
    }

    private Decision find(Task task, Path codebase) throws IOException {
        Optional<Workspace> own = workspaces.find(task.id()).filter(one -> one.state() == Workspace.State.OPEN);
        boolean isolated = own.map(Workspace::isIsolated).orElseGet(() -> isIsolated(task, codebase));
        if (!isolated) {
            return Decision.run(codebase);
        }
        Path folder = own.isPresent() ? Path.of(own.get().worktree())
                : sessionFolder(task).orElse(worktrees.resolve(task.codebaseId()).resolve(task.id()));
        return Decision.inWorktree(folder, codebase);
    }

    private boolean isIsolated(Task task, Path codebase) {
        String named = configured.getOrDefault(codebase, registered.apply(task.codebaseId()));
        return (CodebaseSetting.WORKTREE.equals(named) || CodebaseSetting.SHARED_FOLDER.equals(named) ? named : otherwise)
                .equals(CodebaseSetting.WORKTREE);
    }

    private Optional<Path> sessionFolder(Task task) throws IOException {
        String session = task.metadataText(RESUME);
        return session == null ? Optional.empty() : workspaces.all().stream().filter(one -> one.isIsolated()
                && session.equals(one.session()) && task.codebaseId().equals(one.codebaseId()))
                .map(one -> Path.of(one.worktree())).findFirst();
    }
}
