package io.agentmesh.server.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;

/** Answers errors with {@code {"detail": "<one clear sentence>"}} and their status (contract, first section). */
public final class ErrorAnswers {

    /** The {@code detail} for an internal error. */
    public static final String FAULT = "The server failed to do this; its log has the reason.";

    /** Answers a client's error. */
    public void refuse(Exchange exchange) {
        ApiException refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ApiException.class);
        answer(exchange, refusal.getStatus(), refusal.getMessage());
    }

    /** Answers an internal error, whose details are only logged. */
    public void apologize(Exchange exchange) {
        answer(exchange, 500, FAULT);
    }

    /** Answers that the database is unavailable. */
    public void unready(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        answer(exchange, 503, DatabaseFault.of(failure).orElse(DatabaseFault.UNUSABLE).sentence());
    }

    /** The reason of a failure, in one line for the log. */
    public String reason(Exchange exchange) {
        return DatabaseFault.reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** The body of an error answer. */
    public static String body(String detail) {
        return JsonNodeFactory.instance.objectNode().put("detail", detail).toString();
    }

    private static void answer(Exchange exchange, int status, String detail) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body(detail));
    }
}
