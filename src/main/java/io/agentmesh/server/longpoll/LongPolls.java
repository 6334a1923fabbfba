package io.agentmesh.server.longpoll;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.agentmesh.server.error.UnavailableException;
import io.agentmesh.server.notify.Signal;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.server.request.TaskRequests;
import io.agentmesh.server.request.WorkerRequests;
import io.agentmesh.server.store.DatabaseState;
import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/**
 * All requests that wait: for tasks, cancels and output. A route would occupy a thread of the HTTP server while a
 * client waits; these use none while nothing happens, and share a few readers.
 */
public final class LongPolls implements AutoCloseable {

    /** As many as the connections of a SQLite file. */
    private static final int READERS = 4;

    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        return thread;
    });
    private final Signals signals;
    private final TaskLongPolls tasks = new TaskLongPolls(this);
    private final CancelLongPolls cancels = new CancelLongPolls(this);
    private final OutputEventStreams outputs = new OutputEventStreams(this);
    private final DatabaseState state;
    private ProducerTemplate routes;
    private volatile boolean isClosed;

    public LongPolls(Signals signals, DatabaseState state) {
        this.signals = signals;
        this.state = state;
    }

    /** Adds the waiting requests to the router; {@code context} has the routes that read their answers. */
    public void listen(Router router, CamelContext context) {
        routes = context.createProducerTemplate();
        tasks.listen(router, context.getRegistry().lookupByNameAndType("taskRequests", TaskRequests.class));
        cancels.listen(router, context.getRegistry().lookupByNameAndType("workerRequests", WorkerRequests.class));
        outputs.listen(router);
        signals.subscribe(tasks::wake);
        signals.subscribe(cancels::wake);
        signals.subscribe(outputs::wake);
    }

    /** Calls the route {@code direct}; {@link UnavailableException} while the database is unavailable. */
    <T> CompletableFuture<T> read(String direct, Object body, Class<T> type) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return routes.requestBody(direct, body, type);
            } catch (RuntimeException e) {
                throw state.explain(e);
            }
        }, readers);
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Answers all waiting clients and accepts no more, so that the routes can stop. */
    @Override
    public void close() {
        isClosed = true;
        Signal everybody = new Signal(Signal.Kind.UNKNOWN, "");
        tasks.wake(everybody);
        cancels.wake(everybody);
        outputs.wake(everybody);
        signals.close();
        readers.shutdown();
    }
}
