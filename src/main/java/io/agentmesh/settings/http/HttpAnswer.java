package io.agentmesh.settings.http;

import java.util.Map;

/**
 * An answer of a server.
 *
 * @param headers by lower-case name
 * @param body    empty where there is none
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** A header's value, or empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
