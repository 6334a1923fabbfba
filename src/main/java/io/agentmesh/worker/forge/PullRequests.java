package io.agentmesh.worker.forge;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

import io.agentmesh.agent.RefusedTaskException;

/** What the route {@code open-pull-request} asks. */
public class PullRequests {

    /** 4xx answers that pass. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429);

    private final UnaryOperator<String> mask;

    /** @param mask of the texts that are sent, and of the forge's own that are shown */
    public PullRequests(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /** From the variables {@code open-pull-request.*} that the kamelet sets. */
    public PullRequest wanted(Exchange exchange) {
        return new PullRequest(Forge.of(text(exchange, "forge")), text(exchange, "api-url"), text(exchange, "repository"),
                text(exchange, "base"), text(exchange, "head"), mask.apply(text(exchange, "title")),
                mask.apply(text(exchange, "text")), Boolean.parseBoolean(text(exchange, "draft")),
                text(exchange, "token-variable"));
    }

    private static String text(Exchange exchange, String name) {
        Object value = exchange.getVariable("open-pull-request." + name);
        return value == null ? "" : value.toString();
    }

    /** Whether another try is pointless. A redirect is, as the address is a setting. */
    public boolean isFinal(HttpOperationFailedException answer) {
        return answer.getStatusCode() < 500 && !TRANSIENT.contains(answer.getStatusCode());
    }

    /** Whether the forge refused the pull request because it exists. */
    public boolean exists(PullRequest wanted, Exception failure) {
        return failure instanceof HttpOperationFailedException answer
                && answer.getStatusCode() == wanted.forge().existsStatus
                && ForgeFault.words(answer.getResponseBody()).contains("already exists");
    }

    /** @throws RefusedTaskException always, with the reason in a sentence */
    public void failed(PullRequest wanted, Exception failure) {
        throw failure instanceof RefusedTaskException known ? known
                : new RefusedTaskException(mask.apply(ForgeFault.sentence(wanted, failure)));
    }

    /** What the answer says of the pull request. */
    public Map<String, Object> read(PullRequest wanted, JsonNode answer) {
        return wanted.read(answer);
    }
}
