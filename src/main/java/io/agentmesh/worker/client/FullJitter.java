package io.agentmesh.worker.client;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;

/**
 * Pauses between tries of which the longest doubles each time, and each is a random part of it ("full jitter"): so a
 * fleet that lost its server doesn't come back at once. Camel's own jitter leaves some tenths of the pause out at most.
 * A server that says when it wants to be asked again ({@link RetryAfter}) is taken at its word.
 *
 * <p>Declared in {@code routes/worker/shared/beans.camel.yaml}; {@code redeliveryDelay}, {@code backOffMultiplier} and
 * {@code maximumRedeliveryDelay} mean what they do in Camel.
 */
public class FullJitter extends RedeliveryPolicy {

    private static final long serialVersionUID = 1L;

    private long retryAfterLimit = RetryAfter.MAX.toMillis();

    /** The longest that a server is left alone because it asks for that, in milliseconds. */
    public void setRetryAfterLimit(long retryAfterLimit) {
        this.retryAfterLimit = retryAfterLimit;
    }

    @Override
    public long calculateRedeliveryDelay(long previousDelay, int redeliveryCounter) {
        return part(longest(redeliveryCounter));
    }

    private long longest(int redeliveryCounter) {
        double longest = getRedeliveryDelay() * Math.pow(getBackOffMultiplier(), Math.max(0, redeliveryCounter - 1));
        return (long) Math.min(longest, getMaximumRedeliveryDelay());
    }

    private static long part(long longest) {
        return ThreadLocalRandom.current().nextLong(Math.max(1, longest)) + 1;
    }

    /** Camel believes this header of the message in, not of an answer, before it asks for a pause. */
    @Override
    public boolean shouldRedeliver(Exchange exchange, int redeliveryCounter, Predicate retryWhile) {
        boolean again = super.shouldRedeliver(exchange, redeliveryCounter, retryWhile);
        if (exchange != null) {
            exchange.getIn().removeHeader(Exchange.REDELIVERY_DELAY);
            RetryAfter.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), Clock.systemUTC())
                    .ifPresent(pause -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY,
                            Math.min(pause.toMillis(), retryAfterLimit) + part(getRedeliveryDelay())));
        }
        return again;
    }
}
