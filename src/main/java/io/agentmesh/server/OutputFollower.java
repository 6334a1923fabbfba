package io.agentmesh.server;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
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
    private final OutputStreams streams;
    private final String taskId;
    private int since;
    private int silentPolls;

    /** @param since the position of the last piece that the client has, 0 for none */
    OutputFollower(RoutingContext request, OutputStreams streams, String taskId, int since) {
        this.request = request;
        this.streams = streams;
        this.taskId = taskId;
        this.since = since;
    }

    /** Reads and writes the next page, and goes on by itself from there. */
    void read() {
        if (request.response().closed()) {
            return;
        }
        if (streams.isClosed()) {
            request.response().end();
            return;
        }
        Context context = request.vertx().getOrCreateContext();
        streams.next(taskId, since).whenComplete((page, error) -> context.runOnContext(go -> {
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
