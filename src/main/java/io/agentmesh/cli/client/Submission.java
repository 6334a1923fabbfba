package io.agentmesh.cli.client;

import java.time.Duration;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Submits a task. Where the answer is lost, it retries with the same {@code Idempotency-Key}, so that one task is
 * created; it doesn't at a server without support for such keys, which might create two.
 */
final class Submission {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
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
     * @throws Unreachable where the request didn't arrive, or no answer came in time
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
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
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
