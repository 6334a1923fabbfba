package io.agentmesh.server.response;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

/** Adds to a task what its outcome has as data; what is unknown is left out. */
final class ResultJson {

    private static final String[] TOKENS = {"input", "output", "reasoning", "cache_read", "cache_write"};
    private static final int BILLIONTHS = 9;

    private ResultJson() {
    }

    /**
     * {@code changes}, {@code usage} and {@code data}.
     *
     * @param row a row of {@code tasks}, perhaps with the columns {@code details} and {@code diff} of its changes
     */
    static void add(ObjectNode task, Map<String, Object> row) {
        if (row.get("changes") != null) {
            task.putRawValue("changes", new RawValue(changes(row)));
        }
        ObjectNode usage = usage(row);
        if (!usage.isEmpty()) {
            task.set("usage", usage);
        }
        if (row.get("data") != null) {
            task.putRawValue("data", new RawValue((String) row.get("data")));
        }
    }

    /** A number of US dollars as JSON, from billionths of one. */
    static RawValue dollars(Number billionths) {
        return new RawValue(BigDecimal.valueOf(billionths.longValue(), BILLIONTHS).stripTrailingZeros().toPlainString());
    }

    /** Joins the objects that the changes are stored as, which have no field in common. */
    private static String changes(Map<String, Object> row) {
        StringBuilder fields = new StringBuilder(inside(row.get("changes")));
        join(fields, inside(row.get("details")));
        if (row.get("diff") != null) {
            join(fields, "\"diff\":" + JsonNodeFactory.instance.textNode((String) row.get("diff")));
        }
        return "{" + fields + "}";
    }

    private static void join(StringBuilder fields, String more) {
        fields.append(fields.isEmpty() || more.isEmpty() ? "" : ",").append(more);
    }

    private static String inside(Object object) {
        return object == null ? "" : ((String) object).substring(1, ((String) object).length() - 1);
    }

    private static ObjectNode usage(Map<String, Object> row) {
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        boolean isKnown = row.get("usage_model") != null || row.get("usage_cost") != null;
        for (String name : TOKENS) {
            isKnown |= row.get("usage_" + name) != null;
        }
        if (isKnown) {
            for (String name : TOKENS) {
                Number tokens = (Number) row.get("usage_" + name);
                usage.put(name, tokens == null ? null : tokens.longValue());
            }
            Number cost = (Number) row.get("usage_cost");
            usage.putRawValue("cost", cost == null ? new RawValue("null") : dollars(cost));
            usage.put("model", (String) row.get("usage_model"));
        }
        return usage;
    }
}
