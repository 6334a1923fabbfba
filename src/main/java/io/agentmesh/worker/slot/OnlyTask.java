package io.agentmesh.worker.slot;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultMessage;

/**
 * Prepares the message that carries a task to a thread of its own: keeps the variables {@code task} and {@code
 * decision}, and removes all other variables, headers and properties, the body, and the marks of how previous routes
 * ended. Otherwise those of a source, a hook or an earlier task would affect this task and later ones.
 */
public final class OnlyTask implements Processor {

    @Override
    public void process(Exchange exchange) {
        Object task = exchange.getVariable("task");
        Object decision = exchange.getVariable("decision");
        exchange.removeVariable("*");
        exchange.setVariable("task", task);
        exchange.setVariable("decision", decision);
        exchange.removeProperties("*");
        exchange.setMessage(new DefaultMessage(exchange.getContext()));
        exchange.setException(null);
        exchange.setRouteStop(false);
        exchange.setRollbackOnly(false);
        exchange.setRollbackOnlyLast(false);
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.getExchangeExtension().setRedeliveryExhausted(false);
    }
}
