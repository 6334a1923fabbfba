package io.agentmesh.server.longpoll;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.agentmesh.server.error.UnavailableException;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.server.request.TaskRequests;
import io.agentmesh.server.request.WorkerRequests;
import io.agentmesh.server.store.DatabaseState;
import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/**
 * What clients wait for: tasks, cancels and output. A route would keep a thread of the HTTP server busy for as long as a client
 * waits; here nobody has a thread while nothing happens, and all read through the same few.
 */
public final class LongPolls implements AutoCloseable {

    /** As many as a SQLite file has connections. */
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

    /** Takes the requests that wait; {@code context} has the routes that answer what there is. */
    public void listen(Router router, CamelContext context) {
        routes = context.createProducerTemplate();
        tasks.listen(router, context.getRegistry().lookupByNameAndType("taskRequests", TaskRequests.class));
        cancels.listen(router, context.getRegistry().lookupByNameAndType("workerRequests", WorkerRequests.class));
        outputs.listen(router);
        signals.subscribe(tasks::wake);
        signals.subscribe(cancels::wake);
        signals.subscribe(outputs::wake);
    }

    /** What the route {@code direct:} answers to {@code body}; {@link UnavailableException} while the database is out. */
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

    /** Lets all go who wait; from now on nobody waits, and so the routes come to rest. */
    @Override
    public void close() {
        isClosed = true;
        tasks.wakeAll();
        cancels.wakeAll();
        outputs.wakeAll();
        signals.close();
        readers.shutdown();
    }
}
