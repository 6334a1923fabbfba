package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route of the server keeps under its name ends with it, as a worker's does. */
class OwnVariablesTest {

    @TempDir
    Path folder;

    /** Most fail at once with a message of nobody's, which is a route's end, too. */
    @Test
    void eachRouteRemovesItsOwnVariablesAndNoOther() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            Set<String> walked = new TreeSet<>();
            for (Route route : routes(server)) {
                Exchange exchange = route.getEndpoint().createExchange();
                exchange.setVariable(route.getRouteId() + ".left", "own");
                exchange.setVariable("integrator.kept", "another's");
                ((DefaultConsumer) route.getConsumer()).getProcessor().process(exchange);

                assertThat(exchange.getVariables()).as(route.getRouteId()).containsEntry("integrator.kept", "another's");
                assertThat(exchange.getVariables().keySet()).as(route.getRouteId())
                        .noneMatch(name -> name.contains(".") && !name.startsWith("integrator."));
                walked.add(route.getRouteId());
            }
            assertThat(walked).containsAll(ServerRoutesTest.routes().map(route -> route.path("id").asText())
                    .collect(Collectors.toSet()));
        }
    }

    @Test
    void whatAKameletKeepsEndsWithIt() {
        try (TestServer server = new TestServer(folder)) {
            server.registerWorker("w1");
            String task = server.createTask(server.registerCodebase("w1", "/code/shop"));
            Exchange found = server.camel().createProducerTemplate().send("direct:find-task",
                    exchange -> exchange.getMessage().setBody(Map.of("id", task)));

            assertThat(found.getException()).isNull();
            assertThat(found.getVariables()).containsOnlyKeys("task");
        }
    }

    private static List<Route> routes(TestServer server) {
        return server.camel().getRoutes().stream().filter(route -> !route.isCreatedByKamelet()).toList();
    }
}
