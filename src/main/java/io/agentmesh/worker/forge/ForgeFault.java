package io.agentmesh.worker.forge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.http.base.HttpOperationFailedException;

import io.agentmesh.task.text.CutText;
import io.agentmesh.task.text.OneLine;
import io.agentmesh.worker.client.ServerFault;

/** Why a forge opened no pull request, in a sentence for people. */
final class ForgeFault {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LENGTH = 300;

    private ForgeFault() {
    }

    static String sentence(PullRequest wanted, Exception failure) {
        String forge = wanted.forge().title;
        if (!(failure instanceof HttpOperationFailedException answer)) {
            return failure instanceof IOException && !(failure instanceof JsonProcessingException)
                    ? "no pull request, as " + forge + " at " + wanted.apiUrl() + " can't be reached: "
                            + ServerFault.sentence(failure)
                    : "no pull request, as the answer of " + forge + " can't be read: " + ServerFault.sentence(failure);
        }
        String words = words(answer.getResponseBody());
        String said = " (" + answer.getStatusCode() + (words.isEmpty() ? "" : ": " + words) + ")";
        return switch (answer.getStatusCode()) {
            case 401 -> forge + " rejects the token in " + wanted.tokenVariable() + said;
            case 403 -> "the token in " + wanted.tokenVariable() + " may not open a pull request in " + wanted.repository()
                    + said;
            case 404 -> forge + " has no repository " + wanted.repository() + ", or no branch " + wanted.base() + " or "
                    + OneLine.of(wanted.head()) + " there, that the token in " + wanted.tokenVariable() + " may see" + said;
            case 429 -> forge + " accepts no more requests for now" + said;
            default -> answer.getStatusCode() >= 500 ? forge + " failed to open a pull request, several times" + said
                    : forge + " refused to open a pull request" + said;
        };
    }

    /** What an error answer says, in a line: the field {@code message} of all forges, and GitHub's {@code errors}. */
    static String words(String body) {
        List<String> words = new ArrayList<>();
        try {
            JsonNode answer = JSON.readTree(body == null ? "" : body);
            collect(words, answer.path("message"));
            collect(words, answer.path("errors"));
            collect(words, answer.path("error"));
        } catch (JsonProcessingException e) {
            return "";
        }
        return CutText.marked(MAX_LENGTH, OneLine.of(String.join("; ", words)));
    }

    private static void collect(List<String> words, JsonNode node) {
        if (node.isTextual() && !node.asText().isBlank()) {
            words.add(node.asText().strip());
        } else if (node.isArray()) {
            node.forEach(item -> collect(words, item));
        } else if (node.has("message")) {
            collect(words, node.path("message"));
        } else if (node.has("code")) {
            words.add((node.path("field").asText("") + " " + node.path("code").asText()).strip());
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                List<String> inner = new ArrayList<>();
                collect(inner, field.getValue());
                words.add(field.getKey() + ": " + String.join("; ", inner));
            });
        }
    }
}
