package io.agentmesh.worker.extend;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Removes a route's own variables, named {@code <route>.<name>}, when the route ends, normally or not. So no other
 * route sees them, nor the same route with the next message.
 */
public final class OwnVariables implements RoutePolicyFactory {

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route ended, Exchange exchange) {
                if (exchange.hasVariables()) {
                    exchange.getVariables().keySet().stream().filter(name -> name.startsWith(routeId + ".")).toList()
                            .forEach(exchange::removeVariable);
                }
            }
        };
    }
}
