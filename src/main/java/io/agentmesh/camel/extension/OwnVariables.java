package io.agentmesh.camel.extension;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Removes a route's own variables, named {@code <route>.<name>}, when the route ends, normally or not; a kamelet's are
 * named {@code <kamelet>.<name>}. So no other route sees them, nor the same route with the next message.
 */
public final class OwnVariables implements RoutePolicyFactory {

    /** Beside a variable that receives an answer, Camel keeps the answer's headers. */
    private static final String HEADERS = "header:";

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        String own = name(routeId, route) + ".";
        return new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route ended, Exchange exchange) {
                if (exchange.hasVariables()) {
                    exchange.getVariables().keySet().stream()
                            .filter(name -> name.startsWith(own) || name.startsWith(HEADERS + own)).toList()
                            .forEach(exchange::removeVariable);
                }
            }
        };
    }

    /** A kamelet is a route of its own, with an id that is made up, wherever it is used. */
    private static String name(String routeId, NamedNode route) {
        return route instanceof RouteDefinition made && Boolean.TRUE.equals(made.isKamelet())
                ? String.valueOf(made.getTemplateParameters().get("templateId")) : routeId;
    }
}
