package io.agentmesh.worker;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Why a call to the server failed, in a sentence for a person. */
public final class ServerFault {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    private ServerFault() {
    }

    public static String sentence(Throwable failure) {
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

    private static String detail(HttpOperationFailedException answer) {
        if (answer.getRedirectLocation() != null) {
            return " (moved to " + answer.getRedirectLocation() + ": set server_url to that)";
        }
        String body = answer.getResponseBody();
        if (body == null || body.isBlank()) {
            return "";
        }
        try {
            JsonNode detail = JSON.readTree(body).path("detail");
            return detail.isMissingNode() ? "" : ": " + firstLine(detail.isTextual() ? detail.asText()
                    : detail.toString());
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
