package io.agentmesh.server.http;

import io.agentmesh.server.error.ErrorAnswers;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers malformed HTTP and closes the connection, as the begin of the next request is unknown. */
final class BrokenRequests {

    private BrokenRequests() {
    }

    static void answer(HttpServerRequest request) {
        Throwable reason = request.decoderResult().cause();
        int status = 400;
        String detail = "This is no HTTP request that can be understood.";
        if (reason instanceof TooLongHttpLineException) {
            status = 414;
            detail = "The address is too long.";
        } else if (reason instanceof TooLongHttpHeaderException || reason instanceof TooLongFrameException) {
            status = 431;
            detail = "The headers are too large.";
        }
        request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONNECTION, "close").end(ErrorAnswers.body(detail))
                .onComplete(sent -> request.connection().close());
    }
}
