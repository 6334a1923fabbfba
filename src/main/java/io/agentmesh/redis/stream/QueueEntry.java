package io.agentmesh.redis.stream;

import java.util.Map;

import io.agentmesh.redis.QueueNames;

/**
 * An entry of a stream, which is one task.
 *
 * @param codebase   of its stream
 * @param id         in the stream, {@code <milliseconds>-<count>}
 * @param fields     its content; {@link QueueNames#FIELD} is the task's JSON
 * @param deliveries how often it was delivered to workers, including this time
 */
public record QueueEntry(String codebase, String id, Map<String, String> fields, long deliveries) {

    public QueueEntry {
        fields = Map.copyOf(fields);
    }

    /** Stream and id, for logs. */
    @Override
    public String toString() {
        return QueueNames.stream(codebase) + " " + id;
    }
}
