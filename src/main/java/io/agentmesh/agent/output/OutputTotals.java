package io.agentmesh.agent.output;

import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentmesh.agent.RunFolder;

/**
 * What an outcome says of its run's output, so that the server can tell whether all of it came.
 *
 * @param bytes   that were sent, in UTF-8
 * @param batches that the server took
 * @param dropped bytes that should have been sent and were not: beyond {@code max_output}, refused, of too long lines,
 *                and what the server didn't take in time, as it lies in the run's files
 */
public record OutputTotals(long bytes, long batches, @JsonProperty("dropped_bytes") long dropped) {

    /** As things stand; what was not sent yet counts as dropped, as it lies in the files. */
    static OutputTotals of(RunFolder run, OutputPosition sent) {
        long left = rest(run.stdout(), sent.stdout()) + rest(run.stderr(), sent.stderr());
        return new OutputTotals(sent.bytes(), sent.seq(), sent.dropped() + left);
    }

    private static long rest(Path file, long from) {
        return Math.max(0, file.toFile().length() - from);
    }

    /** With some of its batches dropped, as the server refused them when they came. */
    public OutputTotals without(OutputTotals refused) {
        return new OutputTotals(bytes - refused.bytes(), batches - refused.batches(), dropped + refused.bytes());
    }

    public OutputTotals plusBatch(long batchBytes) {
        return new OutputTotals(bytes + batchBytes, batches + 1, dropped);
    }
}
