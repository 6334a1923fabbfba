package io.agentmesh.server.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.agentmesh.server.config.LeaseTerms;
import io.agentmesh.server.response.Times;
import io.agentmesh.task.Ids;
import org.apache.camel.Body;

/**
 * Which running tasks count as lost, and what becomes of them (contract, section "Workers", heartbeat).
 *
 * <p>Silence counts only while this server could have heard: after a start, a break of the database or a machine that
 * slept, every worker first gets its time again.
 */
public final class Leases {

    private static final Set<String> OF_NO_CODEBASE = Set.of(Ids.PENDING, Ids.GLOBAL);

    /** What servers on one database may differ in. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

    private final Clock clock;
    private final Times times;
    private final LeaseTerms terms;
    private Instant lastCheck = Instant.MIN;
    private Instant listeningSince = Instant.MAX;

    public Leases(Clock clock, Times times, LeaseTerms terms) {
        this.clock = clock;
        this.times = times;
        this.terms = terms;
    }

    /**
     * The times before which a last sign of life is too old, and the last at which one can have been:
     * {@code {silent_since, pinned_since, now, latest}}. A later one was written while a clock was ahead.
     */
    public synchronized Map<String, Object> deadlines() {
        Instant now = clock.instant();
        if (lastCheck.isBefore(now.minus(terms.longestPause())) || lastCheck.isAfter(now.plus(CLOCKS_APART))) {
            listeningSince = now;
            lastCheck = now;
        }
        boolean isSure = !listeningSince.plus(terms.workerTimeout()).isAfter(now);
        return Map.of("silent_since", isSure ? times.ago(terms.workerTimeout()) : "",
                "pinned_since", times.ago(terms.pinnedTimeout()), "now", times.now(), "latest", times.in(CLOCKS_APART));
    }

    /** The database has answered: this server listens. */
    public synchronized void checked() {
        lastCheck = clock.instant();
    }

    /** What a lost task becomes, as {@code return-task} stores it; {@code reason} is for the log. */
    public Map<String, Object> judge(@Body Map<String, Object> lost) {
        String end = end(lost);
        String reason = reason(lost, end);
        Map<String, Object> verdict = new HashMap<>(lost);
        verdict.put("status", end);
        verdict.put("reason", reason);
        verdict.put("error", end.equals("failed") ? reason : null);
        verdict.put("completed_at", end.equals("pending") ? null : times.now());
        verdict.put("holder", end.equals("pending") ? null : lost.get("worker_id"));
        return verdict;
    }

    private String end(Map<String, Object> lost) {
        if (lost.get("cancel_requested_at") != null) {
            return "cancelled";
        }
        return isOrphan(lost) || isWaitedForTooLong(lost) || attempts(lost) >= terms.maxAttempts() ? "failed" : "pending";
    }

    private String reason(Map<String, Object> lost, String end) {
        String silence = "worker " + lost.get("worker_id") + " did not say for "
                + words(isWaitedForTooLong(lost) ? terms.pinnedTimeout() : terms.workerTimeout()) + " that it runs it";
        if (end.equals("failed") && isOrphan(lost)) {
            return silence + ", and its codebase was deleted";
        }
        if (end.equals("failed") && isWaitedForTooLong(lost)) {
            return silence + ", and nobody else has the codebase";
        }
        return silence + (end.equals("failed") ? "; given up after " + attempts(lost) + " attempts" : "");
    }

    private static boolean isOrphan(Map<String, Object> lost) {
        return lost.get("known") == null && !OF_NO_CODEBASE.contains(lost.get("codebase_id"));
    }

    /** A pinned task whose worker is there lost its run alone, and gets another. */
    private static boolean isWaitedForTooLong(Map<String, Object> lost) {
        return lost.get("pinned_to") != null && lost.get("is_heard") == null;
    }

    private static int attempts(Map<String, Object> lost) {
        return ((Number) lost.get("times_lost")).intValue() + 1;
    }

    private static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
