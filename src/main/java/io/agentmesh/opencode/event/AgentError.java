package io.agentmesh.opencode.event;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns OpenCode's structured errors into sentences that say who is at fault. */
final class AgentError {

    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private AgentError() {
    }

    /** @param error {@code {name, data: {message, statusCode?, isRetryable?}}}; anything else is quoted */
    static String sentence(JsonNode error) {
        String name = error.path("name").asText("an error");
        JsonNode data = error.path("data");
        String message = data.path("message").asText(error.isTextual() ? error.asText() : "no reason given").strip();
        int status = data.path("statusCode").asInt(0);
        if (name.equals("APIError")) {
            return api(status, message);
        }
        return switch (name) {
            case "ContentFilterError" -> "the provider's content filter stopped the answer";
            case "MessageAbortedError" -> "the run was aborted";
            case "MessageOutputLengthError" -> "cut off by the model's output limit";
            case "ContextOverflowError" -> "the task is too large for the model's context: " + message;
            case "ProviderAuthError" -> "the model's provider refused the credentials: " + message;
            case "ProviderModelNotFoundError" -> "OpenCode doesn't know the model: " + message;
            default -> "OpenCode reported " + name + ": " + message;
        };
    }

    /**
     * Whether a retry may succeed: the provider limits the requests (429), fails (5xx), was unreachable, or reports the
     * error as retryable; or another run had locked OpenCode's database.
     */
    static boolean isTransient(JsonNode error) {
        JsonNode data = error.path("data");
        int status = data.path("statusCode").asInt(0);
        return isLock(data.path("message").asText("")) || error.path("name").asText("").equals("APIError")
                && (status == 429 || status >= 500 || data.path("isRetryable").asBoolean(status == 0));
    }

    /** An error of SQLite: all runs of a user share the database. */
    static boolean isLock(String text) {
        return text.contains("database is locked") || text.contains("SQLITE_BUSY");
    }

    private static String api(int status, String message) {
        if (REFUSED.contains(status)) {
            return "the model's provider refused the credentials (" + status + "): " + message;
        }
        if (status == 429) {
            return "the model's provider limits the requests (429): " + message;
        }
        if (status >= 400 && status < 500) {
            return "the model's provider refused the request (" + status + "): " + message;
        }
        return "the model could not be reached" + (status == 0 ? "" : " (" + status + ")") + ": " + message;
    }
}
