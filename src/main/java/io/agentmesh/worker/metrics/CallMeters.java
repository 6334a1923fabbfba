package io.agentmesh.worker.metrics;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Times each call to the server, of any route; those of {@code send-request} have their kind in the variable
 * {@code send-request.call}.
 */
final class CallMeters extends EventNotifierSupport {

    private static final String POLL = "poll";

    private final MeterRegistry registry;

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
        setIgnoreCamelContextInitEvents(true);
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
    }

    /** Both events: Camel measures the time only where the begin was observed. */
    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeSentEvent sent && isCall(sent.getEndpoint())
                || event instanceof ExchangeSendingEvent sending && isCall(sending.getEndpoint());
    }

    private static boolean isCall(Endpoint to) {
        return to.getEndpointUri().startsWith("http");
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSentEvent sent) {
            record(sent);
        }
    }

    private void record(ExchangeSentEvent sent) {
        String call = sent.getExchange().getVariable("send-request.call", String.class);
        if (call == null) {
            return;
        }
        String status = status(sent.getExchange());
        Buckets.CALL.timer("agentmesh.api.requests", "Calls to the server, by kind and by the status of the answer.")
                .tag("call", call).tag("status", status).register(registry)
                .record(Duration.ofMillis(sent.getTimeTaken()));
        if (call.equals(POLL) && !status.startsWith("2")) {
            PollResult.count(registry, PollResult.FAILED, 1);
        }
    }

    /** {@code error} where there was no answer. */
    private static String status(Exchange exchange) {
        if (exchange.getException() == null) {
            return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, "error", String.class);
        }
        HttpOperationFailedException answer = exchange.getException(HttpOperationFailedException.class);
        return answer == null ? "error" : String.valueOf(answer.getStatusCode());
    }
}
