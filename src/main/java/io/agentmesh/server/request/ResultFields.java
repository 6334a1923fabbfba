package io.agentmesh.server.request;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.error.InvalidFieldException;
import io.agentmesh.server.error.TooLargeException;

/**
 * Validates the part of an outcome that is data (contract, feature {@code changes}): {@code changes}, {@code usage} and
 * {@code data}. Fields that the contract doesn't name are kept where they are, within the limits.
 */
final class ResultFields {

    /** Lists that may be long; everything else of the changes is small, so that short lists of tasks have it. */
    private static final List<String> LISTS = List.of("commits", "files", "refs");
    private static final List<String> TOKENS = List.of("input", "output", "reasoning", "cache_read", "cache_write");
    private static final int MAX_SUMMARY = 16 * 1024;
    private static final int MAX_LISTS = 4 * 1024 * 1024;
    private static final int MAX_DATA = 64 * 1024;
    private static final int MAX_MODEL = 1_000;
    /** A sum of a year of them fits into a database's whole number. */
    private static final long MAX_TOKENS = 1_000_000_000_000L;
    private static final long MAX_COST = 100_000;
    private static final int BILLIONTHS = 9;

    private static final Rule TEXT = new Rule(JsonNode::isTextual, "a text");
    private static final Rule COUNT = new Rule(value -> value.isIntegralNumber() && value.canConvertToLong()
            && value.asLong() >= 0, "a whole number from 0");
    private static final Rule COST = new Rule(value -> value.isNumber() && value.doubleValue() >= 0
            && value.doubleValue() <= MAX_COST, "a number from 0 to " + MAX_COST);
    private static final Rule FLAG = new Rule(JsonNode::isBoolean, "true or false");

    private record Rule(Predicate<JsonNode> allows, String allowed) {
    }

    private final int maxDiff;

    /** @param maxDiff bytes that the diff of the changes may have */
    ResultFields(int maxDiff) {
        this.maxDiff = maxDiff;
    }

    /**
     * The values for the SQL, each null where it is unknown: {@code changes}, JSON without what is long; {@code details},
     * JSON with the lists of the changes; {@code diff}; {@code data}; {@code usage_…}, the cost in billionths of a dollar.
     *
     * @throws TooLargeException if a field is too large, which the message names
     */
    Map<String, Object> read(Fields report) {
        Map<String, Object> values = new HashMap<>();
        changes(report.agentObject("changes"), values);
        usage(report.agentObject("usage"), values);
        ObjectNode data = report.agentObject("data");
        values.put("data", data == null ? null : bounded("data", data.toString(), MAX_DATA));
        return values;
    }

    private void changes(ObjectNode changes, Map<String, Object> values) {
        if (changes == null) {
            values.put("changes", null);
            return;
        }
        check(changes, "changes", TEXT, "base", "head", "branch", "diff");
        check(changes, "changes", COUNT, "added", "removed");
        check(changes, "changes", FLAG, "diff_truncated", "diff_masked", "files_truncated", "commits_truncated");
        for (ObjectNode commit : objects(changes, "commits")) {
            check(commit, "changes.commits", TEXT, "id", "title");
        }
        for (ObjectNode file : objects(changes, "files")) {
            check(file, "changes.files", TEXT, "path", "old_path", "status");
            check(file, "changes.files", COUNT, "added", "removed");
            check(file, "changes.files", FLAG, "binary");
        }
        for (ObjectNode ref : objects(changes, "refs")) {
            check(ref, "changes.refs", TEXT, "name", "before", "after");
        }
        JsonNode diff = changes.remove("diff");
        values.put("diff", diff == null || diff.isNull() ? null : bounded("changes.diff", diff.asText(), maxDiff));
        ObjectNode details = changes.deepCopy().retain(LISTS);
        values.put("details", bounded("changes", details.toString(), MAX_LISTS));
        values.put("changes", bounded("changes", changes.remove(LISTS).toString(), MAX_SUMMARY));
    }

    private static void usage(ObjectNode sent, Map<String, Object> values) {
        ObjectNode json = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        Fields usage = new Fields(json);
        for (String name : TOKENS) {
            values.put("usage_" + name, usage.number(name, 0, MAX_TOKENS, null));
        }
        check(json, "usage", COST, "cost");
        values.put("usage_cost", usage.has("cost") ? json.path("cost").decimalValue().movePointRight(BILLIONTHS)
                .setScale(0, RoundingMode.HALF_UP).longValueExact() : null);
        String model = usage.agentText("model");
        values.put("usage_model", model == null ? null : bounded("usage.model", model, MAX_MODEL));
    }

    private static void check(ObjectNode object, String where, Rule rule, String... names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            if (!value.isMissingNode() && !value.isNull() && !rule.allows.test(value)) {
                throw new InvalidFieldException(where + "." + name + " must be " + rule.allowed + ".");
            }
        }
    }

    private static List<ObjectNode> objects(ObjectNode changes, String name) {
        Fields fields = new Fields(changes);
        return fields.has(name) ? fields.objects(name, Integer.MAX_VALUE) : List.of();
    }

    private static String bounded(String name, String text, int max) {
        if (text.length() > max || text.getBytes(StandardCharsets.UTF_8).length > max) {
            throw new TooLargeException(name + " must be at most " + max + " bytes: send it cut, or leave it out.");
        }
        return text;
    }
}
