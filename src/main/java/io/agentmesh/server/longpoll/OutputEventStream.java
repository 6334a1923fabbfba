package io.agentmesh.server.longpoll;

import io.agentmesh.server.error.ApiException;
import io.agentmesh.server.error.DatabaseFault;
import io.agentmesh.server.error.ErrorAnswers;
import io.agentmesh.server.error.UnavailableException;
import io.agentmesh.server.http.HeadRequests;
import io.agentmesh.server.http.RequestFilter;
import io.agentmesh.server.http.Unbuffered;
import io.agentmesh.server.response.OutputPage;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows the output of a task as Server-Sent Events (contract, section "Tasks", {@code
 * …/output/stream}): from the start or after its {@code Last-Event-ID}, until the task has ended. It reads when it is
 * woken, a page at a time, and the next one only when the client has taken the last, so that unread output takes no
 * memory. The route {@code follow-output} reads each page; all else runs on the context of the connection.
 */
final class OutputEventStream {

    private static final Logger LOG = LoggerFactory.getLogger(OutputEventStream.class);
    /** Proxies close a connection that is silent for a minute; this also finds output whose signal was lost. */
    private static final long KEEPALIVE_MILLIS = 15_000;

    private final RoutingContext request;
    private final OutputEventStreams streams;
    private final String taskId;
    private final Context context;
    private final Runnable wake = this::wake;
    private int since;
    private long timer;
    private boolean isBusy;
    private boolean isWoken;
    private boolean isDraining;
    private boolean isClosed;

    /** @param since the position of the last piece that the client has, 0 for none */
    OutputEventStream(RoutingContext request, OutputEventStreams streams, String taskId, int since) {
        this.request = request;
        this.streams = streams;
        this.taskId = taskId;
        this.context = request.vertx().getOrCreateContext();
        this.since = since;
    }

    /** Subscribes before the first read, so that no output is missed. */
    void start() {
        streams.subscribers().enter(taskId, wake);
        request.response().closeHandler(closed -> leave());
        timer = request.vertx().setPeriodic(KEEPALIVE_MILLIS, time -> keepAlive());
        read();
    }

    private void wake() {
        context.runOnContext(go -> read());
    }

    private void keepAlive() {
        if (!isClosed && !isDraining && request.response().headWritten()) {
            request.response().write(":\n\n");
            read();
        }
    }

    private void read() {
        isWoken = true;
        if (isClosed || isBusy) {
            return;
        }
        if (streams.isClosed()) {
            end("");
            return;
        }
        isWoken = false;
        isBusy = true;
        streams.next(taskId, since).whenComplete((page, error) -> context.runOnContext(go -> {
            if (isClosed) {
                return;
            }
            if (error == null) {
                write(page);
            } else {
                fail(error);
            }
        }));
    }

    private void write(OutputPage page) {
        HttpServerResponse response = request.response();
        boolean isFirst = !response.headWritten();
        if (isFirst) {
            Unbuffered.of(response).setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
        }
        since = page.last();
        if (page.isEnd()) {
            end(page.events());
            return;
        }
        boolean isEmpty = page.events().isEmpty();
        if (isFirst || !isEmpty) {
            // An empty page is sent, too: it shows the client that it is connected.
            response.write(isEmpty ? ":\n\n" : page.events());
        }
        if (HeadRequests.is(request)) {
            end("");
            return;
        }
        if (response.writeQueueFull()) {
            isDraining = true;
            // The handler stays, and is called at every later drain, too.
            response.drainHandler(drained -> {
                if (isDraining) {
                    isDraining = false;
                    readNext(isEmpty);
                }
            });
        } else {
            readNext(isEmpty);
        }
    }

    private void readNext(boolean isAtEnd) {
        isBusy = false;
        if (!isAtEnd || isWoken) {
            read();
        }
    }

    private void end(String events) {
        leave();
        if (!request.response().closed()) {
            request.response().end(events);
        }
    }

    private void leave() {
        isClosed = true;
        request.vertx().cancelTimer(timer);
        streams.subscribers().leave(taskId, wake);
    }

    private void fail(Throwable error) {
        ApiException refusal = ObjectHelper.getException(ApiException.class, error);
        boolean hasBegun = request.response().headWritten();
        if (hasBegun && refusal instanceof UnavailableException) {
            // The outage is logged elsewhere. The stream stays open, and reads again with the next keepalive or signal.
            isBusy = false;
            return;
        }
        leave();
        if (refusal != null && !hasBegun) {
            RequestFilter.refuse(request, refusal.getStatus(), refusal.getMessage());
        } else if (hasBegun) {
            LOG.error("the stream of task {} ends: {}", taskId, DatabaseFault.reason(error));
            request.response().reset();
        } else {
            LOG.error("the stream of task {} can't begin: {}", taskId, DatabaseFault.reason(error));
            RequestFilter.refuse(request, 500, ErrorAnswers.FAULT);
        }
    }
}
