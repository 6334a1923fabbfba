package io.agentmesh.redis.stream;

/**
 * An entry that a worker has read and not acknowledged.
 *
 * @param codebase   whose stream it stands on
 * @param id         its id there
 * @param worker     who has it
 * @param ours       whether that is this worker
 * @param deliveries how often a worker has been given it
 */
public record AbandonedEntry(String codebase, String id, String worker, boolean ours, long deliveries) {
}
