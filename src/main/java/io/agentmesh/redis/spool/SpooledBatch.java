package io.agentmesh.redis.spool;

/**
 * A batch of a run's output that the server hasn't acknowledged.
 *
 * @param run  {@code <task>-<attempt>}
 * @param seq  its number within the run, from 1
 * @param body the JSON to send (contract, {@code POST …/output})
 */
public record SpooledBatch(String run, int seq, String body) {

    public String taskId() {
        return run.substring(0, run.lastIndexOf('-'));
    }
}
