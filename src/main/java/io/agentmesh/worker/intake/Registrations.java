package io.agentmesh.worker.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/**
 * Tasks that register a folder as a codebase. They are offered to every worker, for the one that has the folder; where
 * none has it, any worker may report that after a while.
 */
public final class Registrations {

    static final String AGENT_TYPE = "register_codebase";

    /** How long a registration of a path that isn't here is left to other workers. */
    private static final Duration OTHERS_FIRST = Duration.ofSeconds(60);
    private static final int MAX_REMEMBERED = 1000;

    private final ServableFolders folders;
    private final Clock clock;
    private final Map<String, Instant> firstSeen = new LinkedHashMap<>();

    public Registrations(ServableFolders folders, Clock clock) {
        this.folders = folders;
        this.clock = clock;
    }

    static boolean is(Task task) {
        return task.agentType().equals(AGENT_TYPE);
    }

    boolean isOurs(Task task) {
        return is(task) && (folders.check(task.metadataText("path")).isServable() || isOthersTurnOver(task.id()));
    }

    Decision place(Task task) {
        String path = task.metadataText("path");
        ServableFolders.Answer answer = folders.check(path);
        return answer.isServable() ? Decision.run(null)
                : Decision.refuse("no worker took it: the folder " + path + " " + answer.problem());
    }

    /** Counted from when this worker saw it first: the server's clock may differ. */
    private synchronized boolean isOthersTurnOver(String taskId) {
        Instant now = clock.instant();
        Instant seen = firstSeen.computeIfAbsent(taskId, id -> now);
        if (firstSeen.size() > MAX_REMEMBERED) {
            firstSeen.remove(firstSeen.keySet().iterator().next());
        }
        return !now.isBefore(seen.plus(OTHERS_FIRST));
    }
}
