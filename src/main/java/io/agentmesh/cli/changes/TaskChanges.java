package io.agentmesh.cli.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.cli.terminal.Table;

/** The {@code changes} of a task (contract, section "Tasks"); a server that doesn't know them answers none. */
public final class TaskChanges {

    private static final int SHORT_ID = 10;
    /** Lines of a hunk begin with a space or a sign, so that no file's content looks like this. */
    private static final Pattern BINARY = Pattern.compile("(?m)^(Binary files |GIT binary patch)");
    /** What stands where the worker couldn't read a character of a file as UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private final JsonNode changes;

    private TaskChanges(JsonNode changes) {
        this.changes = changes;
    }

    /** Empty where nothing is known of what the task changed: it is not over, or its worker doesn't report it. */
    public static Optional<TaskChanges> of(JsonNode task) {
        JsonNode changes = task.path("changes");
        return changes.isObject() ? Optional.of(new TaskChanges(changes)) : Optional.empty();
    }

    public JsonNode json() {
        return changes;
    }

    /** The unified diff, which may be cut; empty where there is none. */
    public String diff() {
        return changes.path("diff").asText("");
    }

    public boolean isEmpty() {
        return changes.path("files").isEmpty() && diff().isEmpty();
    }

    /** Empty where the task had no branch of its own. */
    public String branch() {
        return SafeText.line(changes.path("branch").asText(""));
    }

    /** The commits before and after, such as {@code 1a2b3c4d5e..6f7a8b9c0d}; empty where unknown. */
    public String range() {
        String base = shortId(changes.path("base"));
        String head = shortId(changes.path("head"));
        return base.isEmpty() && head.isEmpty() ? "" : base.equals(head) ? base : base + ".." + head;
    }

    /** Such as {@code 3 files, +12 -4}. */
    public String totals() {
        int files = changes.path("files").size();
        return files + (changes.path("files_truncated").asBoolean() ? " or more" : "")
                + (files == 1 ? " file, +" : " files, +")
                + changes.path("added").asLong() + " -" + changes.path("removed").asLong();
    }

    /** A line each: short id and title. */
    public List<String> commits() {
        return changes.path("commits").valueStream()
                .map(commit -> shortId(commit.path("id")) + "  " + commit.path("title").asText("")).toList();
    }

    /** A line each: other branches and tags that changed during the run. */
    public List<String> refs() {
        return changes.path("refs").valueStream().map(ref -> {
            String before = shortId(ref.path("before"));
            String after = shortId(ref.path("after"));
            return ref.path("name").asText("") + ": " + (before.isEmpty() ? "new at " + after
                    : after.isEmpty() ? "deleted, was " + before : before + " -> " + after);
        }).toList();
    }

    /** The files with their added and removed lines. */
    public Table files() {
        Table table = new Table("STATUS", "ADDED", "REMOVED", "FILE");
        changes.path("files").forEach(file -> {
            String old = file.path("old_path").asText("");
            boolean isBinary = file.path("binary").asBoolean();
            table.add(file.path("status").asText(""), isBinary ? "binary" : count("+", file.path("added")),
                    isBinary ? "" : count("-", file.path("removed")),
                    (old.isEmpty() ? "" : old + " -> ") + file.path("path").asText(""));
        });
        return table;
    }

    /** What a reader of the diff must know, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (changes.path("diff_truncated").asBoolean()) {
            warnings.add("the diff is cut; " + whole());
        }
        if (changes.path("diff_masked").asBoolean()) {
            warnings.add("a secret is masked in the diff; " + whole());
        }
        return warnings;
    }

    /** Why the diff isn't what the task changed, so that it must not be applied; empty where it may be. */
    public Optional<String> obstacle() {
        if (!warnings().isEmpty()) {
            return Optional.of(warnings().get(0));
        }
        if (BINARY.matcher(diff()).find()
                || changes.path("files").valueStream().anyMatch(file -> file.path("binary").asBoolean())) {
            return Optional.of("a binary file changed, which the diff doesn't contain; " + whole());
        }
        if (diff().indexOf(REPLACEMENT) >= 0) {
            return Optional.of("the diff has characters that could not be read as UTF-8; " + whole());
        }
        return diff().isEmpty() && !isEmpty() ? Optional.of("the diff is not stored; " + whole()) : Optional.empty();
    }

    private String whole() {
        return branch().isEmpty() || !isCommitted() ? "all of it is only in the codebase's folder"
                : "fetch the branch " + branch() + " instead";
    }

    /** Else the branch is where the checkout was, and the changes are only in its files. */
    private boolean isCommitted() {
        return !changes.path("head").equals(changes.path("base"));
    }

    private static String count(String sign, JsonNode lines) {
        return lines.isNumber() ? sign + lines.asLong() : "";
    }

    private static String shortId(JsonNode id) {
        String text = id.asText("");
        return text.substring(0, Math.min(SHORT_ID, text.length()));
    }
}
