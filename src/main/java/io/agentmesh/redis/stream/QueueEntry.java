package io.agentmesh.redis.stream;

import java.util.Map;

import io.agentmesh.redis.QueueNames;

/**
 * An entry of a stream, that is one task.
 *
 * @param codebase   whose stream it stands on
 * @param id         its id there, {@code <milliseconds>-<count>}
 * @param fields     what it holds; {@link QueueNames#FIELD} is the task's JSON
 * @param deliveries how often a worker has been given it, this time included
 */
public record QueueEntry(String codebase, String id, Map<String, String> fields, long deliveries) {

    public QueueEntry {
        fields = Map.copyOf(fields);
    }

    /** Its stream and id, for logs. */
    @Override
    public String toString() {
        return QueueNames.stream(codebase) + " " + id;
    }
}
