package io.agentmesh.redis.spool;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.agentmesh.redis.RedisFailure;

/**
 * What a worker has not yet told its server, outside of its own disk. A run is named {@code <task>-<attempt>}. Each
 * method throws a {@link RedisFailure} where Redis doesn't do it.
 */
public interface Spool {

    /** Fails where Redis can't be written, though it may well be read. */
    void check();

    /** The same again is stored once. */
    void storeOutcome(String run, String outcome);

    /** By their runs. */
    Map<String, String> outcomes();

    /**
     * Keeps a batch behind the run's earlier ones; one that was kept before, even if it is gone by now, isn't kept
     * again.
     *
     * @param totals what is to be said of all output up to this batch, as JSON
     */
    void keepBatch(SpooledBatch batch, String totals);

    /** The runs that {@link #forgetOutput} wasn't told of. */
    Set<String> runs();

    /** The batch that is next to be sent. */
    Optional<SpooledBatch> first(String run);

    void drop(SpooledBatch batch);

    /** The server never takes this batch. @param refused what is to be said of all such batches of the run, as JSON */
    void refuse(SpooledBatch batch, String refused);

    /** What {@link #refuse} was given last for the run. */
    Optional<String> refused(String run);

    /** None of what is kept of the run's output is worth sending. */
    void dropOutput(String run);

    Optional<String> totals(String run);

    /** Removes what is kept of a run's output, and that there was any. */
    void forgetOutput(String run);

    /** Removes all of a run: its outcome and its output. */
    void forget(String run);
}
