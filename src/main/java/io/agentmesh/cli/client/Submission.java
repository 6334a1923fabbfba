package io.agentmesh.cli.client;

import java.time.Duration;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request for a task. Where its answer is lost it is sent again with the same {@code Idempotency-Key}, so that it
 * makes one task; at a server that doesn't know such keys it is not, because it might make two.
 */
final class Submission {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(8);

    private final ApiClient api;
    private final String path;
    private final JsonNode body;
    private final String key = UUID.randomUUID().toString();
    private boolean isKeyKnown;

    Submission(ApiClient api, String path, JsonNode body) {
        this.api = api;
        this.path = path;
        this.body = body;
    }

    /**
     * @return the server's answer
     * @throws Unreachable where nothing arrived at the server, or no answer of it in time
     */
    JsonNode send() {
        try {
            return api.post(path, body, key);
        } catch (Unreachable e) {
            if (!e.mayHaveArrived()) {
                throw e;
            }
            return sendAgain(e);
        }
    }

    private JsonNode sendAgain(Unreachable first) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Unreachable last = first;
        for (Duration pause = FIRST_PAUSE; System.nanoTime() + pause.toNanos() < deadline; pause = next(pause)) {
            try {
                if (!isKeyKnown && !knowsKeys()) {
                    break;
                }
                isKeyKnown = true;
                return api.post(path, body, key);
            } catch (Unreachable e) {
                last = e;
            }
            Pause.of(pause);
        }
        throw new Unreachable(last.getMessage() + "; the task may have been made: look with 'agentmesh tasks'");
    }

    private boolean knowsKeys() {
        try {
            return api.get("/").path("features").valueStream()
                    .anyMatch(feature -> feature.asText().equals("idempotency-key"));
        } catch (Refused e) {
            return false;
        }
    }

    private static Duration next(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
    }
}
