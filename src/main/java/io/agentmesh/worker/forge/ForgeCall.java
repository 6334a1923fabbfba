package io.agentmesh.worker.forge;

import java.util.Map;

/**
 * One call to a forge's API.
 *
 * @param method        GET or POST
 * @param url           with its query
 * @param body          of a POST, becomes a JSON object; null for a GET
 * @param scheme        of the header Authorization
 * @param tokenVariable the variable of the worker that holds the token
 */
public record ForgeCall(String method, String url, Map<String, Object> body, String scheme, String tokenVariable) {
}
