package io.agentmesh.redis.spool;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.agentmesh.redis.RedisFailure;

/**
 * Unsent output and outcomes of a worker, stored outside of its disk. A run is named {@code <task>-<attempt>}. Each
 * method throws a {@link RedisFailure} where Redis fails.
 */
public interface Spool {

    /** Fails where Redis can't be written, even if it can be read. */
    void check();

    /** A repeated call stores the outcome once. */
    void storeOutcome(String run, String outcome);

    /** Outcomes by run. */
    Map<String, String> outcomes();

    /**
     * Appends a batch to the run's; one that was stored before, even if it is gone by now, is ignored.
     *
     * @param totals of all output up to this batch, as JSON
     */
    void storeBatch(SpooledBatch batch, String totals);

    /** The runs with output, until {@link #forgetOutput}. */
    Set<String> runs();

    /** The next batch to send. */
    Optional<SpooledBatch> first(String run);

    void drop(SpooledBatch batch);

    /** The server refused this batch for good. @param refused totals of all such batches of the run, as JSON */
    void refuse(SpooledBatch batch, String refused);

    /** The last totals of {@link #refuse} for the run. */
    Optional<String> refused(String run);

    /** Drops all stored output of the run. */
    void dropOutput(String run);

    Optional<String> totals(String run);

    /** Removes a run's output, and that there was any. */
    void forgetOutput(String run);

    /** Removes a run's outcome and output. */
    void forget(String run);
}
