package io.agentmesh.worker.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

import io.agentmesh.agent.RefusedTaskException;

/** Opens the working folder of an agent, and checks the one that a hook has chosen instead. */
public class WorkingFolder {

    private final Path worktrees;
    private final Function<Path, String> objection;

    /**
     * @param worktrees the folder of the worker's worktrees, a real path
     * @param objection why another folder may not be worked in, part of a sentence; empty where it may
     */
    public WorkingFolder(Path worktrees, Function<Path, String> objection) {
        this.worktrees = worktrees;
        this.objection = objection;
    }

    /**
     * Returns a codebase's folder; the folder of a task without a codebase is created.
     *
     * @throws RefusedTaskException where a link has replaced it since it was checked
     */
    public Path open(Decision decision) throws IOException {
        Path folder = Files.createDirectories(decision.folder()).toRealPath();
        if (!folder.equals(decision.folder())) {
            throw new RefusedTaskException("the codebase's folder leads elsewhere now than when the task was accepted");
        }
        return folder;
    }

    /**
     * Where an agent's route works: in the variable {@code folder}, which a hook may have set, else as {@link #open}.
     *
     * @param folder or null
     * @throws RefusedTaskException where the worker may not work there
     */
    public Path chosen(Path folder, Decision decision) throws IOException {
        if (folder == null) {
            return open(decision);
        }
        if (!Files.isDirectory(folder)) {
            throw new RefusedTaskException("the folder that was chosen for the task doesn't exist: " + folder);
        }
        Path real = folder.toRealPath();
        String problem = real.startsWith(decision.folder()) || real.startsWith(worktrees) ? "" : objection.apply(real);
        if (!problem.isEmpty()) {
            throw new RefusedTaskException("the folder that was chosen for the task " + problem + ": " + folder);
        }
        return real;
    }
}
