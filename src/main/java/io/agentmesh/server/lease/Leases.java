package io.agentmesh.server.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.agentmesh.server.config.LeaseTerms;
import io.agentmesh.server.response.Times;
import org.apache.camel.Body;

/**
 * Decides which running tasks are lost, and their next status (contract, section "Workers", heartbeat).
 *
 * <p>Silence counts only while this server could receive heartbeats: after a start, an outage of the database or a
 * suspend, every worker gets its full timeout again.
 */
public final class Leases {

    /** Maximum difference between the clocks of servers on one database. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

    private final Clock clock;
    private final Times times;
    private final LeaseTerms terms;
    private Instant lastCheck = Instant.MIN;
    private Instant availableSince = Instant.MAX;

    public Leases(Clock clock, Times times, LeaseTerms terms) {
        this.clock = clock;
        this.times = times;
        this.terms = terms;
    }

    /**
     * The times before which a last sign of life is too old, and the last one that it can have: {@code {silent_since,
     * pinned_since, now, latest}}. A later one was written while a clock was ahead.
     */
    public synchronized Map<String, Object> deadlines() {
        Instant now = clock.instant();
        if (lastCheck.isBefore(now.minus(terms.maxPause())) || lastCheck.isAfter(now.plus(CLOCKS_APART))) {
            availableSince = now;
            lastCheck = now;
        }
        boolean isSure = !availableSince.plus(terms.workerTimeout()).isAfter(now);
        return Map.of("silent_since", isSure ? times.ago(terms.workerTimeout()) : "",
                "pinned_since", times.ago(terms.pinnedTimeout()), "now", times.now(), "latest", times.in(CLOCKS_APART));
    }

    /** The database has answered, so heartbeats arrive. */
    public synchronized void checked() {
        lastCheck = clock.instant();
    }

    /** A lost task whose cancel was requested is cancelled. */
    public Map<String, Object> cancel(@Body Map<String, Object> lost) {
        return ended(lost, "cancelled", silence(lost));
    }

    /** A lost task that no worker can run fails. @param why the end of the sentence */
    public Map<String, Object> fail(Map<String, Object> lost, String why) {
        return ended(lost, "failed", silence(lost) + ", " + why);
    }

    /** Whether a task was lost as often as allowed. */
    public boolean isLastAttempt(@Body Map<String, Object> lost) {
        return attempts(lost) >= terms.maxAttempts();
    }

    /** A task that was lost too often fails. */
    public Map<String, Object> giveUp(@Body Map<String, Object> lost) {
        return ended(lost, "failed", silence(lost) + "; given up after " + attempts(lost) + " attempts");
    }

    /** A lost task is pending again. */
    public Map<String, Object> retry(@Body Map<String, Object> lost) {
        return values(lost, "pending", silence(lost), null, null);
    }

    private Map<String, Object> ended(Map<String, Object> lost, String status, String reason) {
        return values(lost, status, reason, times.now(), lost.get("worker_id"));
    }

    /** The values for {@code return-task}; the reason is for the log. */
    private static Map<String, Object> values(Map<String, Object> lost, String status, String reason, String completedAt,
            Object holder) {
        Map<String, Object> values = new HashMap<>(lost);
        values.put("status", status);
        values.put("reason", reason);
        values.put("error", status.equals("failed") ? reason : null);
        values.put("completed_at", completedAt);
        values.put("holder", holder);
        return values;
    }

    /** A task of a pinned codebase is lost only after a longer time, unless its worker is alive. */
    private String silence(Map<String, Object> lost) {
        boolean isWorkerGone = lost.get("pinned_to") != null && lost.get("is_heard") == null;
        return "worker " + lost.get("worker_id") + " did not say for "
                + text(isWorkerGone ? terms.pinnedTimeout() : terms.workerTimeout()) + " that it runs it";
    }

    private static int attempts(Map<String, Object> lost) {
        return ((Number) lost.get("times_lost")).intValue() + 1;
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
