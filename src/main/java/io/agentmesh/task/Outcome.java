package io.agentmesh.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agentmesh.task.changes.Changes;

/**
 * How an attempt ended. Exactly one of {@code result} and {@code error} is set, except for a noop, whose result is
 * empty.
 *
 * @param status    {@code completed}, {@code failed} or {@code cancelled}; {@code pending} where the task is released
 *                  to the server (contract, section "Tasks")
 * @param sessionId the agent's session, or null where there was none
 * @param usage     never null
 * @param changes   what the attempt changed in its repository, or null where that is unknown
 * @param data      what hooks add, by name, such as a pull request; values as Jackson writes them; null for none
 */
public record Outcome(String status, String result, String error, String sessionId, Usage usage,
        @JsonInclude(JsonInclude.Include.NON_NULL) Changes changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> data) {

    public static final String COMPLETED = "completed";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    public static final String RELEASED = "pending";

    public Outcome {
        usage = usage == null ? Usage.NONE : usage;
        data = data == null || data.isEmpty() ? null : Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    public Outcome(String status, String result, String error, String sessionId, Usage usage) {
        this(status, result, error, sessionId, usage, null, null);
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
                usage, changes, data);
    }

    private static String appended(String text, String more) {
        return text == null ? null : (text + "\n\n" + more).strip();
    }

    /** Failed after all: the error is the reason, with the agent's answer. */
    public Outcome failedWith(String reason) {
        return new Outcome(FAILED, null, appended(reason, "The agent's answer was:\n" + result), sessionId, usage, changes,
                data);
    }

    /** With another error. */
    public Outcome withError(String newError) {
        return new Outcome(status, result, newError, sessionId, usage, changes, data);
    }

    public Outcome withSession(String newSessionId, Usage newUsage) {
        return new Outcome(status, result, error, newSessionId, newUsage, changes, data);
    }

    public Outcome withChanges(Changes newChanges) {
        return new Outcome(status, result, error, sessionId, usage, newChanges, data);
    }

    /** @param value as Jackson writes it: a text, number, map or list */
    public Outcome withData(String name, Object value) {
        Map<String, Object> more = data == null ? new LinkedHashMap<>() : new LinkedHashMap<>(data);
        more.put(name, value);
        return new Outcome(status, result, error, sessionId, usage, changes, more);
    }
}
