package io.agentmesh.redis;

/** Names that server and workers share in Redis (contract, section "Redis"). */
public final class QueueNames {

    /** The consumer group of each task stream; a consumer is a {@code worker_id}. */
    public static final String GROUP = "workers";
    /** The field of an entry with the task, as JSON. */
    public static final String FIELD = "task";
    /** The channel of events, JSON {@code {type, data, timestamp}}. */
    public static final String EVENTS = "a2a:events";
    /** The stream of dead letters: tasks that killed several workers, with their history. */
    public static final String DEAD = "a2a:dead";
    /** A text that changes whenever Redis has lost its data. */
    public static final String GENERATION = "a2a:generation";

    private QueueNames() {
    }

    /** The stream of a codebase's pending tasks, also for {@code __pending__} and {@code global}. */
    public static String stream(String codebaseId) {
        return "a2a:tasks:" + codebaseId;
    }

    /** The hash of a worker's undelivered outcomes by run, {@code <task>-<attempt>}; with {@code spool: redis}. */
    public static String spooledOutcomes(String workerId) {
        return "a2a:spool:" + workerId + ":outcomes";
    }

    /** The hash of the runs with output in Redis; the values are their totals. */
    public static String spooledRuns(String workerId) {
        return "a2a:spool:" + workerId + ":runs";
    }

    /** The hash of the output that the server refused, by run; mostly empty. */
    public static String refusedOutput(String workerId) {
        return "a2a:spool:" + workerId + ":refused";
    }

    /** The stream of a run's unsent batches, {@code <seq>-0} each, field {@code batch}. */
    public static String spooledOutput(String workerId, String run) {
        return "a2a:spool:" + workerId + ":output:" + run;
    }

    /** The stream that ends a worker's wait for entries. */
    public static String wakes(String worker) {
        return "a2a:wake:" + worker;
    }

    /** The list of takeovers of an entry, JSON {@code {from, to, timestamp}} each. */
    public static String history(String codebaseId, String entryId) {
        return "a2a:history:" + codebaseId + ":" + entryId;
    }
}
