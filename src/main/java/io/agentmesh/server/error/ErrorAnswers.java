package io.agentmesh.server.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;

/** {@code {"detail": "<one clear sentence>"}} with its status (contract, first section). */
public final class ErrorAnswers {

    /** What a client is told of a fault of ours. */
    public static final String FAULT = "The server failed to do this; its log has the reason.";

    /** Answers what the client did wrong. */
    public void refuse(Exchange exchange) {
        ApiException refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ApiException.class);
        answer(exchange, refusal.getStatus(), refusal.getMessage());
    }

    /** Answers a fault of ours, without its details: they are in the log. */
    public void apologize(Exchange exchange) {
        answer(exchange, 500, FAULT);
    }

    /** Answers that the database can't be used for a while. */
    public void unready(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        answer(exchange, 503, DatabaseFault.of(failure).orElse(DatabaseFault.UNUSABLE).sentence());
    }

    /** Why something failed, in one line for the log. */
    public String reason(Exchange exchange) {
        return DatabaseFault.reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** The body of an error. */
    public static String body(String detail) {
        return JsonNodeFactory.instance.objectNode().put("detail", detail).toString();
    }

    private static void answer(Exchange exchange, int status, String detail) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body(detail));
    }
}
