package io.agentmesh.redis.stream;

/**
 * An entry that a worker has read and not acknowledged.
 *
 * @param codebase   of its stream
 * @param id         in the stream
 * @param worker     the worker that has read it
 * @param ours       whether that is this worker
 * @param deliveries how often it was delivered to workers
 */
public record AbandonedEntry(String codebase, String id, String worker, boolean ours, long deliveries) {
}
