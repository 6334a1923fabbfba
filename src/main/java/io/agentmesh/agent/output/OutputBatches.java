package io.agentmesh.agent.output;

import java.time.Duration;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Aggregation strategy of {@code stream-output}: gathers lines into batches and decides when one is complete. */
public final class OutputBatches implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange gathered, Exchange next) {
        OutputLine line = next.getMessage().getBody(OutputLine.class);
        if (gathered == null) {
            OutputBatch batch = new OutputBatch(line.run(), System.nanoTime());
            batch.add(line);
            next.getMessage().setBody(batch);
            return next;
        }
        gathered.getMessage().getBody(OutputBatch.class).add(line);
        return gathered;
    }

    /** Whether the batch is complete: enough lines or characters, old enough, or the last. */
    public boolean isDue(OutputBatch batch, int maxLines, int maxBytes, Duration maxAge) {
        return batch.isLast() || batch.lines() >= maxLines || batch.size() >= maxBytes
                || batch.ageMillis(System.nanoTime()) >= maxAge.toMillis();
    }
}
