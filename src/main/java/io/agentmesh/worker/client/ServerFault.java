package io.agentmesh.worker.client;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.agentmesh.settings.http.TlsFault;
import io.agentmesh.task.ErrorDetail;
import io.agentmesh.task.text.CutText;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Why a call to the server failed, in a sentence for people. */
public final class ServerFault {

    private static final int MAX_LENGTH = 300;
    private static final int PROXY_UNAUTHORIZED = 407;

    private ServerFault() {
    }

    public static String sentence(Throwable failure) {
        return TlsFault.sentence(failure).map(ServerFault::firstLine).orElseGet(() -> plain(failure));
    }

    private static String plain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException answer) {
                return "it answered " + answer.getStatusCode() + detail(answer);
            }
            if (cause instanceof JsonProcessingException broken) {
                return "its answer is no JSON: " + firstLine(broken.getOriginalMessage());
            }
            if (cause instanceof IOException) {
                return cause.getMessage() == null ? cause.getClass().getSimpleName() : firstLine(cause.getMessage());
            }
        }
        return firstLine(String.valueOf(failure.getMessage()));
    }

    /**
     * Whether a rejection comes from the AgentMesh server, which always adds a {@code detail} (HTTP contract). A
     * gateway's problem details (RFC 9457) have one, too, but another type.
     */
    static boolean isExplained(HttpOperationFailedException answer) {
        boolean isProblem = answer.getResponseHeaders() != null && answer.getResponseHeaders().entrySet().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Content-Type")
                        && header.getValue().startsWith("application/problem+json"));
        return !isProblem && ErrorDetail.of(answer.getResponseBody()).isPresent();
    }

    private static String detail(HttpOperationFailedException answer) {
        if (answer.getStatusCode() == PROXY_UNAUTHORIZED) {
            return ": the proxy wants a user and a password (HTTP_PROXY=http://user:password@host:port)";
        }
        if (answer.getRedirectLocation() != null) {
            return " (moved to " + answer.getRedirectLocation() + ": set server_url to that)";
        }
        return ErrorDetail.of(answer.getResponseBody()).map(detail -> ": " + firstLine(detail)).orElse("");
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return CutText.marked(MAX_LENGTH, line);
    }
}
