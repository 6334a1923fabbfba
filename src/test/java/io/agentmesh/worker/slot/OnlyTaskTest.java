package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class OnlyTaskTest {

    @Test
    void nothingButTheTaskAndItsDecisionIsLeft() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(camel);
            exchange.setVariable("task", "the task");
            exchange.setVariable("decision", "the decision");
            exchange.setVariable("granted", "true");
            exchange.setVariable("header:secret", "of a source");
            exchange.getMessage().setBody("of a source");
            exchange.getMessage().setHeader("CamelRedeliveryCounter", 2);
            exchange.setProperty("own", 1);
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("of a source"));
            exchange.setException(new IllegalStateException("of a source"));
            exchange.setRouteStop(true);
            exchange.setRollbackOnly(true);
            exchange.getExchangeExtension().setErrorHandlerHandled(true);

            new OnlyTask().process(exchange);

            assertThat(exchange.getVariables()).containsOnlyKeys("task", "decision");
            assertThat(exchange.getMessage().getBody()).isNull();
            assertThat(exchange.getMessage().getHeaders()).isEmpty();
            assertThat(exchange.getAllProperties()).isEmpty();
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.isRouteStop()).isFalse();
            assertThat(exchange.isRollbackOnly()).isFalse();
            assertThat(exchange.getExchangeExtension().isErrorHandlerHandledSet()).isFalse();
        }
    }
}
