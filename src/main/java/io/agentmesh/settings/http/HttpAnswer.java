package io.agentmesh.settings.http;

import java.util.Map;

/**
 * What a server answered.
 *
 * @param headers by their names in small letters
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
