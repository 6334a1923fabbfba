package io.agentmesh.task;

/**
 * How an attempt ended. Exactly one of {@code result} and {@code error} is set, except for a noop, whose result is
 * empty.
 *
 * @param status    {@code completed}, {@code failed} or {@code cancelled}; {@code pending} where the task is released
 *                  to the server (contract, section "Tasks")
 * @param sessionId the agent's session, or null where there was none
 * @param usage     never null
 */
public record Outcome(String status, String result, String error, String sessionId, Usage usage) {

    public static final String COMPLETED = "completed";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    public static final String RELEASED = "pending";

    public Outcome {
        usage = usage == null ? Usage.NONE : usage;
    }

    public static Outcome completed(String result) {
        return new Outcome(COMPLETED, result, null, null, Usage.NONE);
    }

    public static Outcome failed(String error) {
        return new Outcome(FAILED, null, error, null, Usage.NONE);
    }

    /** With text appended to the result, or to the error where it failed. */
    public Outcome withMore(String more) {
        return new Outcome(status, appended(result, more), result == null ? appended(error, more) : error, sessionId,
                usage);
    }

    private static String appended(String text, String more) {
        return text == null ? null : (text + "\n\n" + more).strip();
    }

    public Outcome withSession(String newSessionId, Usage newUsage) {
        return new Outcome(status, result, error, newSessionId, newUsage);
    }
}
