package io.agentmesh.worker.client;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;

/**
 * Exponential backoff with full jitter: each pause is a random part of a maximum that doubles, so that a fleet that
 * lost its server doesn't come back at once. Camel's own jitter varies a pause by some tenths at most. A {@link
 * RetryAfter} of the server takes precedence.
 *
 * <p>Declared in {@code routes/worker/shared/beans.camel.yaml}; {@code redeliveryDelay}, {@code backOffMultiplier} and
 * {@code maximumRedeliveryDelay} mean what they do in Camel.
 */
public class FullJitter extends RedeliveryPolicy {

    private static final long serialVersionUID = 1L;

    private long retryAfterLimit = RetryAfter.MAX.toMillis();

    /** Maximum pause that a server may request, in milliseconds. */
    public void setRetryAfterLimit(long retryAfterLimit) {
        this.retryAfterLimit = retryAfterLimit;
    }

    @Override
    public long calculateRedeliveryDelay(long previousDelay, int redeliveryCounter) {
        return randomPart(maxPause(redeliveryCounter));
    }

    private long maxPause(int redeliveryCounter) {
        double maxPause = getRedeliveryDelay() * Math.pow(getBackOffMultiplier(), Math.max(0, redeliveryCounter - 1));
        return (long) Math.min(maxPause, getMaximumRedeliveryDelay());
    }

    private static long randomPart(long maxPause) {
        return ThreadLocalRandom.current().nextLong(Math.max(1, maxPause)) + 1;
    }

    /** Camel would read this header from the incoming message instead of the answer. */
    @Override
    public boolean shouldRedeliver(Exchange exchange, int redeliveryCounter, Predicate retryWhile) {
        boolean again = super.shouldRedeliver(exchange, redeliveryCounter, retryWhile);
        if (exchange != null) {
            exchange.getIn().removeHeader(Exchange.REDELIVERY_DELAY);
            RetryAfter.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), Clock.systemUTC())
                    .ifPresent(pause -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY,
                            Math.min(pause.toMillis(), retryAfterLimit) + randomPart(getRedeliveryDelay())));
        }
        return again;
    }
}
