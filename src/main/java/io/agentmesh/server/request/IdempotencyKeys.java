package io.agentmesh.server.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.agentmesh.server.error.BadRequestException;
import io.agentmesh.server.error.ConflictException;
import io.agentmesh.server.error.UnavailableException;
import io.agentmesh.server.response.Times;
import io.vertx.ext.auth.User;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * The header {@code Idempotency-Key} of requests that create a task (contract, section "Tasks"): a request that is
 * repeated because its answer was lost creates no second task. A key belongs to its caller and one codebase, and is
 * valid for a day. The table {@code tasks} stores its digest in a unique index: of concurrent requests, also at several
 * servers, one creates the task.
 */
public final class IdempotencyKeys {

    /** The name of the header. */
    static final String HEADER = "Idempotency-Key";
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Duration VALIDITY = Duration.ofDays(1);
    /** What two requests for the same task have in common. */
    private static final List<String> CONTENT = List.of("title", "prompt", "agent_type", "priority", "metadata");

    private final Times times;

    public IdempotencyKeys(Times times) {
        this.times = times;
    }

    /**
     * Adds the columns by which a task is found again, null where no key was sent.
     *
     * @param task   the row to store
     * @param key    the header: nothing, a text, or several
     * @param caller or null where the server has no tokens
     * @throws BadRequestException if the key is invalid
     */
    static void note(Map<String, Object> task, Object key, User caller) {
        if (key != null && !(key instanceof String text && ALLOWED.matcher(text).matches())) {
            throw new BadRequestException("The header " + HEADER + " must be one text of 1 to 255 printable ASCII characters.");
        }
        task.put("submission", key == null ? null
                : digest(List.of(caller == null ? "" : caller.subject(), task.get("codebase_id"), key)));
        task.put("submission_digest", key == null ? null : digest(CONTENT.stream().map(task::get).toList()));
    }

    /** Accepts the same request again; another one under the same key is a conflict. */
    public void judge(@Body Map<String, Object> request, @Variable("task") Map<String, Object> first) {
        if (first == null) {
            throw new UnavailableException("The task of this " + HEADER + " was removed just now; ask again.");
        }
        if (!Objects.equals(request.get("submission_digest"), first.get("submission_digest"))) {
            throw new ConflictException("This " + HEADER + " was sent with another task before.");
        }
    }

    /** {@code {before}}: keys of tasks created before are forgotten. */
    public Map<String, Object> deadline() {
        return Map.of("before", times.ago(VALIDITY));
    }

    /** Includes the lengths, so that the values can't run into each other. */
    private static String digest(List<?> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object value : values) {
                byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
