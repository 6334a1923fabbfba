package io.agentmesh.worker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

import io.agentmesh.task.Task;

/**
 * Puts a mark of its task on each message, as a variable, a header and a property, at every step of every route, and
 * notes where one task's message bears another's mark.
 */
final class TaskMarks implements InterceptStrategy {

    static final String MARK = "TaskMark";
    /** On a message that comes from outside, which accept-task and the hook there may see, and nobody after them. */
    static final String OF_A_SOURCE = "a source";
    private static final Set<String> ENTRANCE = Set.of("accept-task", "skip-hook");

    final Set<String> walked = ConcurrentHashMap.newKeySet();
    final List<String> leaks = new CopyOnWriteArrayList<>();

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode node, Processor target, Processor next) {
        String id = ProcessorDefinitionHelper.getRouteId((ProcessorDefinition<?>) node);
        // A step of the shared error handling belongs to no route.
        String route = id == null ? "errors" : id;
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                mark(route, node.getId(), exchange);
                return super.process(exchange, done -> {
                    mark(route, node.getId(), exchange);
                    callback.done(done);
                });
            }
        };
    }

    private void mark(String route, String node, Exchange exchange) {
        if (exchange.getVariable("task") instanceof Task task) {
            walked.add(route);
            look(route, node, "variable", exchange.getVariable(MARK), task);
            look(route, node, "header", exchange.getMessage().getHeader(MARK), task);
            look(route, node, "property", exchange.getProperty(MARK), task);
            String own = ENTRANCE.contains(route) && OF_A_SOURCE.equals(exchange.getVariable(MARK)) ? OF_A_SOURCE : task.id();
            exchange.setVariable(MARK, own);
            exchange.getMessage().setHeader(MARK, own);
            exchange.setProperty(MARK, own);
        }
    }

    private void look(String route, String node, String kind, Object mark, Task task) {
        if (mark != null && !mark.equals(task.id()) && !(mark.equals(OF_A_SOURCE) && ENTRANCE.contains(route))) {
            leaks.add(task.id() + " finds a " + kind + " of " + mark + " at " + node + " of " + route);
        }
    }
}
