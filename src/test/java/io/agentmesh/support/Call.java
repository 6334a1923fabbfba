package io.agentmesh.support;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that a server got.
 *
 * @param path  without the query
 * @param query or null
 * @param traceparent the header of the W3C, or null
 * @param json  null where the body was none
 */
public record Call(String method, String path, String query, String authorization, String traceparent,
        JsonNode json) {

    /** Whether it is {@code "PUT /v1/…"}, the path being a regular expression. */
    public boolean is(String methodAndPath) {
        return (method + " " + path).matches(methodAndPath);
    }
}
