package io.agentmesh.agent.output;

import java.time.Duration;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** How the aggregate EIP of {@code stream-output} gathers lines into batches, and when a batch is due. */
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

    /** Whether the batch is to be sent: it has enough lines or characters, is old enough, or nothing follows. */
    public boolean isDue(OutputBatch batch, int maxLines, int maxBytes, Duration maxAge) {
        return batch.isLast() || batch.lines() >= maxLines || batch.size() >= maxBytes
                || batch.ageMillis(System.nanoTime()) >= maxAge.toMillis();
    }
}
