package io.agentmesh.worker.forge;

import java.util.Map;
import java.util.function.Consumer;

import org.apache.camel.Exchange;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.workspace.AgentEnvironment;

/**
 * The tokens for forges, from the worker's environment. A token is masked from its first use on, and none is used that
 * the agent gets too.
 */
public final class ForgeTokens {

    private final Map<String, String> environment;
    private final AgentEnvironment agent;
    private final Consumer<String> mask;

    /**
     * @param environment the worker's
     * @param agent       the agent's
     * @param mask        gets each token that is used
     */
    public ForgeTokens(Map<String, String> environment, AgentEnvironment agent, Consumer<String> mask) {
        this.environment = environment;
        this.agent = agent;
        this.mask = mask;
    }

    /**
     * @param variable the name of the variable that holds the token
     * @throws RefusedTaskException where there is none, or the agent could read it
     */
    public String get(String variable) {
        String token = environment.getOrDefault(variable, "").strip();
        if (token.isEmpty()) {
            throw new RefusedTaskException("the worker's environment has no variable " + variable
                    + ", which should hold the forge's token");
        }
        if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new RefusedTaskException("the value of the variable " + variable + " is no token");
        }
        mask.accept(token);
        if (agent.inherited().values().stream().anyMatch(value -> value.contains(token))) {
            throw new RefusedTaskException("the token in " + variable + " isn't used, because the agent gets it too:"
                    + " give it a name that neither agent_env nor the usual variables include");
        }
        return token;
    }

    /** Adds the header Authorization to the call in the variable {@code call-forge.call}. */
    public void authorize(Exchange exchange) {
        ForgeCall call = exchange.getVariable("call-forge.call", ForgeCall.class);
        exchange.getMessage().setHeader("Authorization", call.scheme() + " " + get(call.tokenVariable()));
    }
}
