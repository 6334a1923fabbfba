package io.agentmesh.worker.slot;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultMessage;

/**
 * Prepares the message with which a task goes to a thread of its own: it keeps the variables {@code task} and
 * {@code decision}, and loses every other variable, each header and property, the body, and how the routes before it
 * ended. What a source, a hook or an earlier task left there would else count for this task and for those that follow
 * it.
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
