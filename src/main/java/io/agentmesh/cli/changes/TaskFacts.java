package io.agentmesh.cli.changes;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.agentmesh.cli.terminal.Ages;

/** What a task waits for, what it cost, and what hooks added to it, each in a line. */
public final class TaskFacts {

    private static final Map<String, String> REASONS = Map.of(
            "no_worker", "no worker serves the codebase",
            "worker_offline", "the worker is offline",
            "slots_busy", "all slots are busy",
            "folder_busy", "another task works in the folder",
            "hook", "a hook holds it back",
            "answer", "an answer is awaited",
            "next", "a worker will take it at its next look");
    private static final Map<String, String> TOKENS = Map.of("input", "in", "output", "out", "reasoning", "reasoning",
            "cache_read", "from cache", "cache_write", "to cache");
    private static final List<String> ORDER = List.of("input", "output", "reasoning", "cache_read", "cache_write");

    private TaskFacts() {
    }

    /** Why a task is pending; empty where the server doesn't say. A reason of a newer server is shown as it is. */
    public static String waitingFor(JsonNode task) {
        JsonNode waiting = task.path("waiting_for");
        String reason = waiting.path("reason").asText("");
        if (reason.isEmpty()) {
            return "";
        }
        String detail = waiting.path("detail").asText("");
        long position = waiting.path("position").asLong();
        return REASONS.getOrDefault(reason, reason.replace('_', ' ')) + detail(reason, detail)
                + (position > 0 ? " (number " + position + " of its codebase)" : "");
    }

    private static String detail(String reason, String detail) {
        String age = reason.equals("worker_offline") ? since(detail) : "-";
        return detail.isEmpty() ? "" : age.equals("-") ? ": " + detail : " for " + age;
    }

    private static String since(String time) {
        return new Ages(Clock.systemUTC()).since(TextNode.valueOf(time.replaceFirst("^since ", "")));
    }

    /** Such as {@code 12,345 tokens in, 678 out; $0.0123}; empty where unknown. */
    public static String usage(JsonNode task) {
        JsonNode usage = task.path("usage");
        List<String> parts = new ArrayList<>();
        for (String kind : ORDER) {
            long count = usage.path(kind).asLong();
            if (count > 0) {
                parts.add(String.format(Locale.ROOT, "%,d %s%s", count,
                        parts.isEmpty() ? "tokens " : "", TOKENS.get(kind)));
            }
        }
        String tokens = String.join(", ", parts);
        return !usage.path("cost").isNumber() ? tokens
                : tokens + (tokens.isEmpty() ? "" : "; ") + cost(usage.path("cost").asDouble());
    }

    /** The link to the task's pull request; empty where there is none. */
    public static String pullRequest(JsonNode task) {
        return task.path("data").path("pull_request").path("url").asText("");
    }

    private static String cost(double dollars) {
        return String.format(Locale.ROOT, dollars > 0 && dollars < 1 ? "$%.4f" : "$%.2f", dollars);
    }
}
