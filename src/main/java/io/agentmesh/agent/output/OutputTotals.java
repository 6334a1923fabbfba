package io.agentmesh.agent.output;

import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentmesh.agent.RunFolder;

/**
 * Totals of a run's output in its outcome, by which the server checks that it has all of it.
 *
 * @param bytes   sent, in UTF-8
 * @param batches acknowledged by the server
 * @param dropped bytes not sent: beyond {@code max_output}, refused, truncated, or not acknowledged in time; the run's
 *                files have them
 */
public record OutputTotals(long bytes, long batches, @JsonProperty("dropped_bytes") long dropped) {

    /** Totals now; what was not sent yet counts as dropped, as the run's files have it. */
    static OutputTotals of(RunFolder run, OutputPosition sent) {
        long left = rest(run.stdout(), sent.stdout()) + rest(run.stderr(), sent.stderr());
        return new OutputTotals(sent.bytes(), sent.seq(), sent.dropped() + left);
    }

    private static long rest(Path file, long from) {
        return Math.max(0, file.toFile().length() - from);
    }

    /** Without the batches that the server refused. */
    public OutputTotals without(OutputTotals refused) {
        return new OutputTotals(bytes - refused.bytes(), batches - refused.batches(), dropped + refused.bytes());
    }

    public OutputTotals plusBatch(long batchBytes) {
        return new OutputTotals(bytes + batchBytes, batches + 1, dropped);
    }
}
