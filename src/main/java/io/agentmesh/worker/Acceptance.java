package io.agentmesh.worker;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import io.agentmesh.task.Ids;
import io.agentmesh.task.Policy;
import io.agentmesh.task.Task;

/**
 * Who may run what (contract, section "Objects"): decides about each task that is seen. A task of another worker's
 * codebase is never run here, whatever the server answers.
 */
public class Acceptance {

    static final String REGISTER_CODEBASE = "register_codebase";

    /** How long a registration of a path that isn't here is left to other workers. */
    private static final Duration OTHERS_FIRST = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 1000;

    private final Predicate<String> undelivered;
    private final Function<Task, String> verdict;
    private final Codebases codebases;
    private final ServableFolders folders;
    private final Policy policy;
    private final boolean serveGlobal;
    private final Path globalFolder;
    private final Clock clock;
    private final Map<String, Instant> firstSeen = new LinkedHashMap<>();

    /**
     * @param verdict      why a task must not be run however it came, or null
     * @param undelivered  whether the outcome of the task with this id waits to be sent
     * @param policy       this worker's own say
     * @param globalFolder where tasks of no codebase get a folder each
     */
    public Acceptance(Function<Task, String> verdict, Predicate<String> undelivered, Codebases codebases,
            ServableFolders folders, Policy policy, boolean serveGlobal, Path globalFolder, Clock clock) {
        this.verdict = verdict;
        this.policy = policy;
        this.undelivered = undelivered;
        this.codebases = codebases;
        this.folders = folders;
        this.serveGlobal = serveGlobal;
        this.globalFolder = globalFolder;
        this.clock = clock;
    }

    public Decision decide(Task task) {
        if (!Ids.isValid(task.id()) || !Ids.isValid(task.codebaseId())) {
            return Decision.leave("its id can't name a file");
        }
        if (undelivered.test(task.id())) {
            return Decision.leave("it is done, and its outcome is on its way to the server");
        }
        if (!task.isPending()) {
            return Decision.leave("it isn't pending");
        }
        Decision decision = byCodebase(task);
        String reason = decision.isOurs() ? verdict.apply(task) : null;
        return reason == null ? decision : Decision.refuse(reason);
    }

    private Decision byCodebase(Task task) {
        return switch (task.codebaseId()) {
            case Ids.PENDING -> registration(task);
            case Ids.GLOBAL -> global(task);
            default -> ofCodebase(task);
        };
    }

    private Decision global(Task task) {
        if (!serveGlobal) {
            return Decision.leave("this worker doesn't serve global tasks");
        }
        String objection = policy.objection(task);
        return objection == null ? Decision.run(globalFolder.resolve(task.id())) : Decision.leave(objection);
    }

    private Decision ofCodebase(Task task) {
        Codebases.Known codebase = codebases.find(task.codebaseId());
        if (codebase == null) {
            return Decision.ask();
        }
        if (!codebase.ours()) {
            return Decision.leave("its codebase is another worker's");
        }
        if (task.agentType().equals(REGISTER_CODEBASE)) {
            return Decision.refuse("a codebase is registered by a task of codebase " + Ids.PENDING);
        }
        String objection = policy.objection(task);
        if (objection != null) {
            // Another worker that has the codebase too may be less strict.
            return codebase.shared() ? Decision.leave(objection) : Decision.refuse(objection);
        }
        ServableFolders.Answer answer = folders.check(codebase.path());
        return answer.isServable() ? Decision.run(answer.folder())
                : Decision.refuse("the codebase's folder " + codebase.path() + " " + answer.problem());
    }

    private Decision registration(Task task) {
        if (!task.agentType().equals(REGISTER_CODEBASE)) {
            return Decision.leave("only registrations may belong to no codebase yet");
        }
        String path = task.metadataText("path");
        ServableFolders.Answer answer = folders.check(path);
        if (answer.isServable()) {
            return Decision.run(null);
        }
        return othersHadTheirTime(task.id()) ? Decision.refuse("no worker took it: the folder " + path + " "
                + answer.problem()) : Decision.leave("the folder " + answer.problem());
    }

    /** Counted from when this worker saw it first: the server's clock may be another. */
    private synchronized boolean othersHadTheirTime(String taskId) {
        Instant now = clock.instant();
        Instant seen = firstSeen.computeIfAbsent(taskId, id -> now);
        if (firstSeen.size() > MOST_REMEMBERED) {
            firstSeen.remove(firstSeen.keySet().iterator().next());
        }
        return !now.isBefore(seen.plus(OTHERS_FIRST));
    }
}
