package io.agentmesh.server.longpoll;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.agentmesh.server.error.ApiException;
import io.agentmesh.server.error.DatabaseFault;
import io.agentmesh.server.error.ErrorAnswers;
import io.agentmesh.server.http.RequestFilter;
import io.agentmesh.server.http.Unbuffered;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One long poll. It reads when it starts, when it is woken and when its time is over, and is answered with the first
 * result. Runs on the context of its connection alone.
 */
final class LongPoll {

    private static final Logger LOG = LoggerFactory.getLogger(LongPoll.class);

    private final RoutingContext request;
    private final Question question;
    private final Context context;
    private final Runnable wake = this::wake;
    private long timer;
    private boolean isReading;
    private boolean isWoken;
    private boolean isLast;
    private boolean isGone;

    LongPoll(RoutingContext request, Question question) {
        this.request = request;
        this.question = question;
        this.context = request.vertx().getOrCreateContext();
    }

    /**
     * What a client waits for.
     *
     * @param subscribers where it is woken
     * @param name        under which it is woken
     * @param look        reads the current answer, as JSON
     * @param none        the answer where there is nothing
     * @param isClosed    whether the server stops
     */
    record Question(LongPollSubscribers subscribers, String name, Supplier<CompletableFuture<String>> look, String none,
            BooleanSupplier isClosed) {
    }

    /** Subscribes before the first read, so that no change is missed. */
    void start(int seconds) {
        question.subscribers().enter(question.name(), wake);
        request.response().closeHandler(closed -> leave());
        timer = request.vertx().setTimer(Math.max(1, seconds * 1_000L), over -> {
            isLast = true;
            look();
        });
        look();
    }

    private void wake() {
        context.runOnContext(go -> look());
    }

    private void look() {
        if (isGone) {
            return;
        }
        isWoken = true;
        if (isReading) {
            return;
        }
        isWoken = false;
        isReading = true;
        if (question.isClosed().getAsBoolean()) {
            answer(question.none());
            return;
        }
        question.look().get().whenComplete((json, error) -> context.runOnContext(go -> seen(json, error)));
    }

    private void seen(String json, Throwable error) {
        isReading = false;
        if (isGone) {
            return;
        }
        if (error != null) {
            leave();
            refuse(error);
        } else if (isLast || !json.equals(question.none())) {
            answer(json);
        } else if (isWoken || question.isClosed().getAsBoolean()) {
            look();
        }
    }

    private void refuse(Throwable error) {
        ApiException refusal = ObjectHelper.getException(ApiException.class, error);
        if (refusal != null) {
            RequestFilter.refuse(request, refusal.getStatus(), refusal.getMessage());
            return;
        }
        LOG.error("what {} waits for can't be read: {}", request.request().path(), DatabaseFault.reason(error));
        RequestFilter.refuse(request, 500, ErrorAnswers.FAULT);
    }

    private void answer(String json) {
        leave();
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            Unbuffered.of(response).end(json);
        }
    }

    private void leave() {
        isGone = true;
        request.vertx().cancelTimer(timer);
        question.subscribers().leave(question.name(), wake);
    }
}
