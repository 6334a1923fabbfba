package io.agentmesh.agent.output;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an outcome says of its run's output, so that the server can tell whether all of it came.
 *
 * @param bytes   that were sent, in UTF-8
 * @param batches that the server took
 * @param dropped bytes that should have been sent and were not: beyond {@code max_output}, refused, of too long lines,
 *                and what the server didn't take in time, as it lies in the run's files
 */
public record OutputTotals(long bytes, long batches, @JsonProperty("dropped_bytes") long dropped) {

    /** With some of its batches dropped, as the server refused them when they came. */
    public OutputTotals without(OutputTotals refused) {
        return new OutputTotals(bytes - refused.bytes(), batches - refused.batches(), dropped + refused.bytes());
    }

    public OutputTotals plusBatch(long batchBytes) {
        return new OutputTotals(bytes + batchBytes, batches + 1, dropped);
    }
}
