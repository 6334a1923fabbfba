package io.agentmesh.task;

import org.slf4j.MDC;

/**
 * The names of the task that a thread works for: they stand in each line of the log that it writes (SLF4J's MDC). A thread
 * that works for one task alone puts them once; any other takes them for a while:
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

    /** @param codebaseId null where it isn't known */
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

    /** The thread's lines are as before. */
    @Override
    public void close() {
        put(taskBefore, codebaseBefore);
    }
}
