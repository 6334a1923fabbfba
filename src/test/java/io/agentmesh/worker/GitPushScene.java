package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;

import io.agentmesh.agent.RefusedTaskException;

/** Pushes by the kamelet {@code agentmesh-git-push}, to a scripted forge that wants a token. */
abstract class GitPushScene extends ForgeScene {

    Exchange push(Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(Map.of("tokenVariable", "FORGE_TOKEN", "tokenUrl", forge.url()));
        parameters.putAll(more);
        return call("agentmesh-git-push", parameters, outcome());
    }

    static String reason(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(RefusedTaskException.class);
        return exchange.getException().getMessage();
    }
}
