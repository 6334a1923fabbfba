package io.agentmesh.server.request;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Separates HTTP headers from Camel headers: of a request's headers, query and form only {@code Idempotency-Key}
 * becomes a Camel header, and of a message's headers only the content type becomes one of the answer.
 *
 * <p>By default platform-http returns every request header and query parameter as a header of the answer
 * ({@code ?Set-Cookie=a=b} becomes a cookie), and mixes a query parameter with the path parameter of the same name
 * ({@code /tasks/T1?id=T2}). Path parameters and Camel's own {@code CamelHttp…} headers don't pass through here.
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
