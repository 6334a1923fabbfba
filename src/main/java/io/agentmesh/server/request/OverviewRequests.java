package io.agentmesh.server.request;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.agentmesh.server.error.BadRequestException;
import io.agentmesh.server.response.OverviewAnswers;
import io.agentmesh.server.response.Times;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Validates queries of the monitor page and names the values for the SQL of {@code monitor-tasks} and {@code
 * monitor-usage}.
 */
public final class OverviewRequests {

    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_SEARCH = 200;

    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;
    /** The length of a day in a time. */
    private static final int DAY = 10;

    private final Times times;
    private final int taskLimit;

    /** @param taskLimit maximum number of tasks in one answer */
    public OverviewRequests(Times times, int taskLimit) {
        this.times = times;
        this.taskLimit = taskLimit;
    }

    /** {@code ?status=&codebase_id=&worker_id=&q=&limit=}: a missing one doesn't filter. */
    public Map<String, Object> filter(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        Query query = new Query(rawQuery);
        String status = query.text("status");
        if (!status.isEmpty() && !OverviewAnswers.STATUSES.contains(status)) {
            throw new BadRequestException("The query's status must be one of " + OverviewAnswers.STATUSES + ".");
        }
        String search = query.text("q").strip();
        if (search.length() > MAX_SEARCH) {
            throw new BadRequestException("The query's q must be at most " + MAX_SEARCH + " characters long.");
        }
        Map<String, Object> filter = new HashMap<>();
        filter.put("status", status);
        filter.put("codebase_id", query.text("codebase_id"));
        filter.put("worker_id", query.text("worker_id"));
        filter.put("isFiltered", !(search + query.text("codebase_id") + query.text("worker_id")).isEmpty());
        filter.put("q", search);
        filter.put("beginning", literally(search) + "%");
        filter.put("inside", "%" + literally(search.toLowerCase(Locale.ROOT)) + "%");
        filter.put("limit", Math.min(taskLimit, query.number("limit", 1, Integer.MAX_VALUE, DEFAULT_LIMIT)));
        return filter;
    }

    /** {@code ?days=&codebase_id=}: since the begin of the first of so many days in UTC, today being the last. */
    public Map<String, Object> usage(@Header(Exchange.HTTP_RAW_QUERY) String rawQuery) {
        Query query = new Query(rawQuery);
        int days = query.number("days", 1, MAX_DAYS, DEFAULT_DAYS);
        return Map.of("since", times.ago(Duration.ofDays(days - 1L)).substring(0, DAY), "codebase_id",
                query.text("codebase_id"));
    }

    /** Escapes a text for SQL's {@code like … escape '!'}. */
    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
