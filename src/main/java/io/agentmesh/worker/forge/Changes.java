package io.agentmesh.worker.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What hooks ask about the field {@code changes} of an outcome, whether the outcome is a record or a Map. */
public class Changes {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The branch that the agent worked on, or null. */
    public String branch(Object outcome) {
        return of(outcome).path("branch").asText(null);
    }

    /** Whether the attempt left commits. */
    public boolean hasCommits(Object outcome) {
        return !of(outcome).path("commits").isEmpty();
    }

    private static JsonNode of(Object outcome) {
        return JSON.valueToTree(outcome).path("changes");
    }
}
