package io.agentmesh.worker.client;

import java.util.Map;

/**
 * The kind of a call to the server, such as {@code claim}, for metrics and traces: a few values, unlike paths, which
 * contain ids.
 */
public class CallKind {

    private static final String OTHER = "other";

    /**
     * @param path as {@code send-request} takes it
     * @param body of the request, or null
     */
    public String of(String method, String path, Object body) {
        if (method == null || path == null) {
            return OTHER;
        }
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        String[] parts = plain.replaceFirst("^/v1/opencode/", "").split("/", -1);
        return switch (method + " " + parts[0] + " " + parts.length) {
            case "POST workers 2" -> "register-worker";
            case "GET workers 2" -> "get-worker";
            case "POST workers 3", "GET workers 3" -> ofWorker(parts[2]);
            case "GET tasks 1" -> "poll";
            case "GET tasks 2" -> "get-task";
            case "PUT tasks 3" -> ofStatus(body);
            case "POST tasks 3" -> "output";
            case "GET codebases 2" -> parts[1].equals("list") ? "list-codebases" : "get-codebase";
            case "POST codebases 1" -> "register-codebase";
            case "POST codebases 3" -> parts[2].equals("tasks") ? "submit-task" : OTHER;
            default -> OTHER;
        };
    }

    private static String ofWorker(String what) {
        return switch (what) {
            case "heartbeat" -> "heartbeat";
            case "unregister" -> "unregister-worker";
            case "cancels" -> "await-cancels";
            default -> OTHER;
        };
    }

    private static String ofStatus(Object body) {
        return switch (body instanceof Map<?, ?> sent ? String.valueOf(sent.get("status")) : "") {
            case "running" -> "claim";
            case "pending" -> "give-back";
            case "completed", "failed", "cancelled" -> "report";
            default -> OTHER;
        };
    }
}
