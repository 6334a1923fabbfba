package io.agentmesh.server.response;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.agentmesh.server.error.ConflictException;
import io.agentmesh.server.error.ForbiddenException;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Answers requests that changed no row of {@code tasks}: a report that is repeated because its answer was lost
 * succeeds; all others are rejected with the reason (contract, section "Tasks", {@code PUT …/status}). Each method
 * takes the report and the current task.
 */
public final class StatusTransitions {

    /** Final statuses. */
    static final Set<String> TERMINAL = Set.of("completed", "failed", "cancelled");

    /** Accepts a repeated claim of the holder; anybody else is too late. */
    public void claim(@Body Map<String, Object> report, @Variable("task") Map<String, Object> task) {
        if ("running".equals(task.get("status")) && isHolder(report, task)) {
            return;
        }
        if ("pending".equals(task.get("status"))) {
            throw new ForbiddenException(report.get("worker_id") + " can't claim task " + task.get("id")
                    + ": its codebase is another worker's.");
        }
        throw new ConflictException("Task " + task.get("id") + " can't be claimed: it is " + state(task) + ".");
    }

    /** Accepts the same outcome again, but no different one. */
    public void outcome(@Body Map<String, Object> report, @Variable("task") Map<String, Object> task) {
        checkHolder(report, task);
        if (!TERMINAL.contains(task.get("status")) || !isSame(report, task)) {
            throw new ConflictException("Task " + task.get("id") + " is " + state(task) + ", with another outcome.");
        }
    }

    /** Accepts a repeated release as long as no worker has claimed the task since. */
    public void release(@Body Map<String, Object> report, @Variable("task") Map<String, Object> task) {
        boolean isFree = "pending".equals(task.get("status")) || "cancelled".equals(task.get("status"));
        if (!isFree || task.get("worker_id") != null || !sameAttempt(report, task)) {
            throw new ConflictException("Task " + task.get("id") + " can't be given back by " + report.get("worker_id")
                    + ": it is " + state(task) + ".");
        }
    }

    /** Only the holder may add output or report an outcome, and only for the current attempt. */
    public void checkHolder(@Body Map<String, Object> report, @Variable("task") Map<String, Object> task) {
        if (!isHolder(report, task)) {
            throw new ConflictException("Task " + task.get("id") + " is not " + report.get("worker_id") + "'s: it is "
                    + state(task) + ".");
        }
        if (report.get("attempt") != null && !sameAttempt(report, task)) {
            throw new ConflictException("Attempt " + report.get("attempt") + " of task " + task.get("id")
                    + " is over: it is at attempt " + task.get("attempt") + ".");
        }
    }

    /** Only a codebase's own worker may update it; a shared one, any worker. */
    public void checkOwner(@Body Map<String, Object> sync, @Variable("codebase") Map<String, Object> codebase) {
        Object owner = codebase.get("worker_id");
        if (owner != null && !owner.equals(sync.get("worker_id"))) {
            throw new ForbiddenException("Codebase " + codebase.get("id") + " is another worker's.");
        }
    }

    private static boolean isHolder(Map<String, Object> report, Map<String, Object> task) {
        return report.get("worker_id").equals(task.get("worker_id"));
    }

    private static boolean sameAttempt(Map<String, Object> report, Map<String, Object> task) {
        return report.get("attempt") instanceof Number sent && task.get("attempt") instanceof Number stored
                && sent.longValue() == stored.longValue();
    }

    private static boolean isSame(Map<String, Object> report, Map<String, Object> task) {
        return report.get("status").equals(task.get("status"))
                && Objects.equals(report.get("result"), task.get("result"))
                && Objects.equals(report.get("error"), task.get("error"))
                && (report.get("session_id") == null || report.get("session_id").equals(task.get("session_id")));
    }

    private static String state(Map<String, Object> task) {
        Object holder = task.get("worker_id");
        return task.get("status") + (holder == null ? "" : ", by " + holder);
    }
}
