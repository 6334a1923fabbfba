package io.agentmesh.task;

import org.slf4j.MDC;

/**
 * Puts the task of a thread into each line of its log (SLF4J's MDC). A thread for one task sets it once; others set it
 * for a while:
 *
 * <pre>{@code
 * try (LogNames names = LogNames.of(task.id(), task.codebaseId())) { … }
 * }</pre>
 */
public final class LogNames implements AutoCloseable {

    public static final String TASK = "task";
    public static final String CODEBASE = "codebase";

    private final String taskBefore = MDC.get(TASK);
    private final String codebaseBefore = MDC.get(CODEBASE);

    private LogNames() {
    }

    /** @param codebaseId null where unknown */
    public static LogNames of(String taskId, String codebaseId) {
        LogNames names = new LogNames();
        put(taskId, codebaseId);
        return names;
    }

    public static void put(String taskId, String codebaseId) {
        MDC.put(TASK, taskId);
        MDC.put(CODEBASE, codebaseId);
    }

    public static void remove() {
        MDC.remove(TASK);
        MDC.remove(CODEBASE);
    }

    /** Restores the previous names. */
    @Override
    public void close() {
        put(taskBefore, codebaseBefore);
    }
}
