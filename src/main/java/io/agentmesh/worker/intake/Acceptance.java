package io.agentmesh.worker.intake;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import io.agentmesh.task.Policy;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/**
 * The predicates of {@code accept-task}, a bean each, and all of them in one method: an abandoned entry is taken over
 * only where its task would be accepted.
 */
public final class Acceptance {

    private final Predicate<String> undelivered;
    private final Ownership ownership;
    private final Permission permission;
    private final Placement placement;

    /**
     * @param deadReason      why a task must not be run, from whatever source it came, or null
     * @param undelivered  whether the outcome of the task with this id waits to be sent
     * @param policy       of this worker
     * @param globalFolder parent of the folders of tasks without a codebase
     * @param isolation    the folder of a task of a codebase, by the codebase's real path
     */
    public Acceptance(Function<Task, String> deadReason, Predicate<String> undelivered, Codebases codebases,
            ServableFolders folders, Policy policy, boolean serveGlobal, Path globalFolder, Clock clock,
            BiFunction<Task, Path, Decision> isolation) {
        this.undelivered = undelivered;
        Registrations registrations = new Registrations(folders, clock);
        ownership = new Ownership(codebases, registrations, serveGlobal);
        permission = new Permission(policy, codebases);
        placement = new Placement(codebases, registrations, permission, folders, globalFolder, deadReason,
                isolation);
    }

    /** Beans by name. */
    public Map<String, Object> beans() {
        return Map.of("ownership", ownership, "permission", permission, "placement", placement);
    }

    public Decision decide(Task task) {
        if (!task.hasUsableIds() || !task.isPending() || undelivered.test(task.id())) {
            return Decision.leave("it can't be begun any more");
        }
        if (ownership.isUnknown(task)) {
            return Decision.ask();
        }
        if (!ownership.isOurs(task)) {
            return Decision.leave("it is another worker's");
        }
        return permission.isAllowed(task) ? placement.of(task) : Decision.leave(permission.objection(task));
    }
}
