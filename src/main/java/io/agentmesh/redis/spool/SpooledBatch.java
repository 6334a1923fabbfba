package io.agentmesh.redis.spool;

/**
 * A batch of a run's output that the server hasn't taken yet.
 *
 * @param run  {@code <task>-<attempt>}
 * @param seq  its number within the run, 1 for the first
 * @param body what is sent, as JSON (contract, {@code POST …/output})
 */
public record SpooledBatch(String run, int seq, String body) {

    public String taskId() {
        return run.substring(0, run.lastIndexOf('-'));
    }
}
