package io.agentmesh.redis;

/** What server and workers share in Redis (contract, section "Redis"). */
public final class QueueNames {

    /** The consumer group that reads each stream of tasks; a consumer is a {@code worker_id}. */
    public static final String GROUP = "workers";
    /** The field of an entry that holds the task, as JSON. */
    public static final String FIELD = "task";
    /** The channel of what happens, JSON {@code {type, data, timestamp}}. */
    public static final String EVENTS = "a2a:events";
    /** The stream of tasks that killed several workers, with their history. */
    public static final String DEAD = "a2a:dead";
    /** A text that is new wherever Redis has lost what it held. */
    public static final String GENERATION = "a2a:generation";

    private QueueNames() {
    }

    /** The stream of a codebase's pending tasks, {@code __pending__} and {@code global} too. */
    public static String stream(String codebaseId) {
        return "a2a:tasks:" + codebaseId;
    }

    /** The hash of a worker's undelivered outcomes, by their runs, {@code <task>-<attempt>}; with {@code spool: redis}. */
    public static String spooledOutcomes(String workerId) {
        return "a2a:spool:" + workerId + ":outcomes";
    }

    /** The hash of the runs whose output a worker keeps in Redis; the values say how much that is. */
    public static String spooledRuns(String workerId) {
        return "a2a:spool:" + workerId + ":runs";
    }

    /** The hash of what the server refused of such output, by its runs; most have none. */
    public static String refusedOutput(String workerId) {
        return "a2a:spool:" + workerId + ":refused";
    }

    /** The stream of a run's unsent batches, {@code <seq>-0} each, field {@code batch}. */
    public static String spooledOutput(String workerId, String run) {
        return "a2a:spool:" + workerId + ":output:" + run;
    }

    /** The stream that ends a worker's own wait for entries. */
    public static String wakes(String worker) {
        return "a2a:wake:" + worker;
    }

    /** The list of the workers that an entry was taken from, JSON {@code {from, to, timestamp}} each. */
    public static String history(String codebaseId, String entryId) {
        return "a2a:history:" + codebaseId + ":" + entryId;
    }
}
