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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that waits for something. It looks when it comes, when it is woken and when its time is over, and leaves
 * with the first that it sees. Everything happens on the context of its connection, one thing after the other.
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
     * What is waited for.
     *
     * @param subscribers     where whoever waits is woken
     * @param name     by which
     * @param look     what there is now, as JSON
     * @param none     how it says that there is nothing
     * @param isClosed whether nobody may wait any more
     */
    record Question(LongPollSubscribers subscribers, String name, Supplier<CompletableFuture<String>> look, String none,
            BooleanSupplier isClosed) {
    }

    /** From then on it is woken, so that nothing slips through between looking and waiting. */
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
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refusal) {
                RequestFilter.refuse(request, refusal.getStatus(), refusal.getMessage());
                return;
            }
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
