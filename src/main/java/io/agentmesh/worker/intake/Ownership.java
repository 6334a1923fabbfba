package io.agentmesh.worker.intake;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;

/**
 * Whose codebase a task belongs to (contract, section "Objects"). A task of another worker's codebase is never run
 * here, whatever the server answers.
 */
public final class Ownership {

    private final Codebases codebases;
    private final Registrations registrations;
    private final boolean serveGlobal;

    public Ownership(Codebases codebases, Registrations registrations, boolean serveGlobal) {
        this.codebases = codebases;
        this.registrations = registrations;
        this.serveGlobal = serveGlobal;
    }

    /** Whether the task's codebase is unknown, so that the server must be asked. */
    public boolean isUnknown(Task task) {
        return !Ids.OF_NO_CODEBASE.contains(task.codebaseId()) && codebases.find(task.codebaseId()) == null;
    }

    /** Whether the task's codebase is this worker's, or the task has none and this worker serves such tasks. */
    public boolean isOurs(Task task) {
        return switch (task.codebaseId()) {
            case Ids.PENDING -> registrations.isOurs(task);
            case Ids.GLOBAL -> serveGlobal;
            default -> codebases.isOurs(task.codebaseId());
        };
    }
}
