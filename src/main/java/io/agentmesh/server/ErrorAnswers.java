package io.agentmesh.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;

/** {@code {"detail": "<one clear sentence>"}} with its status (contract, first section). */
public final class ErrorAnswers {

    /** What a client is told of a fault of ours. */
    static final String FAULT = "The server failed to do this; its log has the reason.";

    /** Answers what the client did wrong. */
    public void refuse(Exchange exchange) {
        Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
        answer(exchange, refusal.getStatus(), refusal.getMessage());
    }

    /** Answers a fault of ours, without its details: they are in the log. */
    public void apologize(Exchange exchange) {
        answer(exchange, 500, FAULT);
    }

    /** The body of an error. */
    static String body(String detail) {
        return JsonNodeFactory.instance.objectNode().put("detail", detail).toString();
    }

    private static void answer(Exchange exchange, int status, String detail) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body(detail));
    }
}
