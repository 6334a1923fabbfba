package io.agentmesh.server;

import java.util.Map;

import io.agentmesh.task.Ids;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows the output of one task as Server-Sent Events (contract, section "Tasks",
 * {@code …/output/stream}): what there is from the start or after its {@code Last-Event-ID}, then what comes, until the
 * task is over.
 *
 * <p>Not a route, because a route would keep a thread of the HTTP server busy for as long as the client listens; each
 * page is read by the route {@code follow-output}.
 */
final class OutputFollower {

    private static final Logger LOG = LoggerFactory.getLogger(OutputFollower.class);
    private static final long POLL_MILLIS = 300;
    /** Proxies close what is silent for a minute. */
    private static final int POLLS_PER_KEEPALIVE = 50;

    private final RoutingContext request;
    private final ProducerTemplate routes;
    private final String taskId;
    private int since;
    private int silentPolls;

    private OutputFollower(RoutingContext request, ProducerTemplate routes, String taskId, int since) {
        this.request = request;
        this.routes = routes;
        this.taskId = taskId;
        this.since = since;
    }

    static void open(RoutingContext request, ProducerTemplate routes) {
        String taskId = request.pathParam("id");
        String lastEventId = request.request().getHeader("Last-Event-ID");
        if (!Ids.isValid(taskId)) {
            Door.refuse(request, 404, "There is no such task.");
        } else if (lastEventId != null && !lastEventId.matches("\\d{1,9}")) {
            Door.refuse(request, 400, "Last-Event-ID must be the id of an event of this stream.");
        } else {
            new OutputFollower(request, routes, taskId, lastEventId == null ? 0 : Integer.parseInt(lastEventId)).read();
        }
    }

    private void read() {
        Context context = request.vertx().getOrCreateContext();
        routes.asyncRequestBody("direct:follow-output", Map.of("id", taskId, "since", since), OutputPage.class)
                .whenComplete((page, error) -> context.runOnContext(go -> {
                    if (error == null) {
                        write(page);
                    } else {
                        fail(error);
                    }
                }));
    }

    private void write(OutputPage page) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        since = page.last();
        if (page.isEnd()) {
            response.end(page.events());
            return;
        }
        if (!page.events().isEmpty()) {
            silentPolls = 0;
            response.write(page.events());
            next(response);
        } else {
            // At the first poll, too: it tells the client that it is connected.
            if (silentPolls++ % POLLS_PER_KEEPALIVE == 0) {
                response.write(":\n\n");
            }
            request.vertx().setTimer(POLL_MILLIS, timer -> read());
        }
    }

    /** A client that reads slowly is waited for, so that what it has not read is in the database and not in memory. */
    private void next(HttpServerResponse response) {
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                read();
            });
        } else {
            read();
        }
    }

    private void fail(Throwable error) {
        Refusal refusal = ObjectHelper.getException(Refusal.class, error);
        if (refusal != null) {
            Door.refuse(request, refusal.getStatus(), refusal.getMessage());
        } else if (request.response().headWritten()) {
            LOG.error("the stream of task {} ends: {}", taskId, String.valueOf(error));
            request.response().reset();
        } else {
            LOG.error("the stream of task {} can't begin: {}", taskId, String.valueOf(error));
            Door.refuse(request, 500, ErrorAnswers.FAULT);
        }
    }
}
