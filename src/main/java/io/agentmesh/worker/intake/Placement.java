package io.agentmesh.worker.intake;

import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/** Decides in which folder a task runs, or why it can't run anywhere. */
public final class Placement {

    private final Codebases codebases;
    private final Registrations registrations;
    private final Permission permission;
    private final ServableFolders folders;
    private final Path globalFolder;
    private final Function<Task, String> deadReason;
    private final BiFunction<Task, Path, Decision> isolation;

    /**
     * @param globalFolder parent of the folders of tasks without a codebase
     * @param deadReason   why a task must not be run, from whatever source it came, or null
     * @param isolation    the folder of a task of a codebase, by the codebase's real path
     */
    public Placement(Codebases codebases, Registrations registrations, Permission permission, ServableFolders folders,
            Path globalFolder, Function<Task, String> deadReason, BiFunction<Task, Path, Decision> isolation) {
        this.isolation = isolation;
        this.codebases = codebases;
        this.registrations = registrations;
        this.permission = permission;
        this.folders = folders;
        this.globalFolder = globalFolder;
        this.deadReason = deadReason;
    }

    /** @return to run it, with its folder; or to refuse it, with the reason as its error */
    public Decision of(Task task) {
        String reason = deadReason.apply(task);
        return reason != null ? Decision.refuse(reason) : switch (task.codebaseId()) {
            case Ids.PENDING -> registrations.place(task);
            case Ids.GLOBAL -> Decision.run(globalFolder.resolve(task.id()));
            default -> ofCodebase(task);
        };
    }

    private Decision ofCodebase(Task task) {
        if (Registrations.is(task)) {
            return Decision.refuse("a codebase is registered by a task of codebase " + Ids.PENDING);
        }
        String objection = permission.objection(task);
        if (objection != null) {
            return Decision.refuse(objection);
        }
        String path = codebases.ours().get(task.codebaseId());
        if (path == null) {
            return Decision.leave("its codebase was given to another worker just now");
        }
        ServableFolders.Answer answer = folders.check(path);
        return answer.isServable() ? isolation.apply(task, answer.folder())
                : Decision.refuse("the codebase's folder " + path + " " + answer.problem());
    }
}
