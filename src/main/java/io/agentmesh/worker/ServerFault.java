package io.agentmesh.worker;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.agentmesh.settings.TlsFault;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Why a call to the server failed, in a sentence for a person. */
public final class ServerFault {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

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
            if (cause instanceof JsonProcessingException) {
                return "its answer is no JSON";
            }
            if (cause instanceof IOException) {
                return cause.getMessage() == null ? cause.getClass().getSimpleName() : firstLine(cause.getMessage());
            }
        }
        return firstLine(String.valueOf(failure.getMessage()));
    }

    /**
     * Whether a refusal is the AgentMesh server's own word: it always names a {@code detail} (contract). A proxy, or a
     * server that is just starting, doesn't.
     */
    static boolean isExplained(HttpOperationFailedException answer) {
        return !detailOf(answer).isMissingNode();
    }

    private static String detail(HttpOperationFailedException answer) {
        if (answer.getRedirectLocation() != null) {
            return " (moved to " + answer.getRedirectLocation() + ": set server_url to that)";
        }
        JsonNode detail = detailOf(answer);
        return detail.isMissingNode() ? "" : ": " + firstLine(detail.isTextual() ? detail.asText() : detail.toString());
    }

    private static JsonNode detailOf(HttpOperationFailedException answer) {
        try {
            String body = answer.getResponseBody();
            return JSON.readTree(body == null ? "" : body).path("detail");
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
