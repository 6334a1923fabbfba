package io.agentmesh.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.AdviceWithRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.util.function.ThrowingConsumer;

import io.agentmesh.camel.CamelApp;
import io.agentmesh.camel.RouteFiles;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/**
 * The shipped worker routes in a Camel of their own, entered where a test wants: the timers and the outbox's file
 * consumer stand still, and are entered by {@code direct:} and their name.
 */
final class RouteBench implements AutoCloseable {

    private static final List<String> CLOCKED = List.of("start-worker", "recover-runs", "poll-server", "send-heartbeat",
            "await-cancels", "fence-tasks",
            "deliver-outbox", "poll-redis", "renew-entries", "refresh-codebases");

    final WorkerBeans beans;
    private final Main main;
    private boolean started;

    RouteBench(WorkerFixture fixture) {
        this(fixture, Map.of());
    }

    /** @param replaced beans that take the place of the shipped ones, by name */
    RouteBench(WorkerFixture fixture, Map<String, Object> replaced) {
        var settings = fixture.settings();
        Main[] created = new Main[1];
        beans = new WorkerBeans(settings, fixture.host(), () -> created[0].getCamelContext().createProducerTemplate());
        Map<String, Object> all = new HashMap<>(new RouteBeans(beans).all());
        all.putAll(replaced);
        Map<String, String> overrides = new HashMap<>(settings.toProperties());
        overrides.put("camel.main.shutdownTimeout", "5");
        main = CamelApp.create(fixture.properties(), RouteFiles.list("routes/worker", null), overrides, all);
        created[0] = main;
        main.init();
        CLOCKED.forEach(route -> advise(route, advice -> advice.replaceFromWith("direct:" + route)));
    }

    /** Before the first message. */
    RouteBench advise(String route, ThrowingConsumer<AdviceWithRouteBuilder, Exception> advice) {
        try {
            AdviceWith.adviceWith(camel(), route, advice);
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every message to {@code direct:<route>} goes to a mock, whoever sends it. */
    MockEndpoint intercept(String caller, String route) {
        advise(caller, advice -> advice.interceptSendToEndpoint("direct:" + route).skipSendToOriginalEndpoint()
                .to("mock:" + route));
        return mockOf(route);
    }

    /** A mock stands in the place of all that the route does; other routes enter it as ever. */
    MockEndpoint replace(String route) {
        advise(route, advice -> advice.weaveByType(ProcessorDefinition.class).selectFirst().replace()
                .to("mock:" + route).stop());
        return mockOf(route);
    }

    MockEndpoint mockOf(String route) {
        return camel().getEndpoint("mock:" + route, MockEndpoint.class);
    }

    CamelContext camel() {
        return main.getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return camel().getRegistry().lookupByNameAndType(name, type);
    }

    /** Sends through a route, and waits for its end. */
    Exchange send(String route, Object body, Map<String, ?> variables) {
        start();
        ProducerTemplate template = camel().createProducerTemplate();
        return template.request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            variables.forEach(exchange::setVariable);
        });
    }

    Exchange send(String route, Object body) {
        return send(route, body, Map.of());
    }

    Exchange send(String route, Task task, Decision decision) {
        return send(route, null, Map.of("task", task, "decision", decision));
    }

    void start() {
        if (!started) {
            started = true;
            main.start();
        }
    }

    /** @throws AssertionError where a mock's expectation isn't met, or an assertion failed in it while it received */
    @Override
    public void close() {
        List<MockEndpoint> mocks = camel().getEndpoints().stream().filter(MockEndpoint.class::isInstance)
                .map(MockEndpoint.class::cast).toList();
        main.stop();
        beans.slotThreads.shutdownNow();
        for (MockEndpoint mock : mocks) {
            assertSatisfied(mock);
        }
    }

    private static void assertSatisfied(MockEndpoint mock) {
        try {
            mock.assertIsSatisfied();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
