package io.agentmesh.server.request;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Keeps HTTP headers and Camel headers apart: of a request's headers, query and form only the {@code Idempotency-Key}
 * becomes a Camel header, and of a message's headers only its content type becomes one of the answer.
 *
 * <p>platform-http by itself sends every request header and query parameter back as a header of the answer
 * ({@code ?Set-Cookie=a=b} comes back as a cookie), and mixes a query parameter with the path parameter of the same
 * name ({@code /tasks/T1?id=T2}). Path parameters and Camel's own {@code CamelHttp…} headers don't come through here.
 */
public final class ClosedHeaders implements HeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !name.equalsIgnoreCase(IdempotencyKeys.HEADER);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !name.equalsIgnoreCase(Exchange.CONTENT_TYPE);
    }
}
