package io.agentmesh.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Requests as a person would type them into a shell. */
final class Curl {

    private Curl() {
    }

    static String post(String url, JsonNode body) {
        return "curl -X POST " + url + " \\\n  -H 'Content-Type: application/json' \\\n  -d '"
                + body.toPrettyString().replace("'", "'\\''").replace("\n", "\n  ") + "'";
    }
}
