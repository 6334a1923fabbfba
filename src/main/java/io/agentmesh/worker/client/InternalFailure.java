package io.agentmesh.worker.client;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.redis.RedisFailure;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Recognises errors of this program, as opposed to failed calls: every failed call has an {@link IOException} or an
 * answer in its chain of causes, or Camel's message that the answer was empty.
 */
final class InternalFailure {

    private static final String OURS = "io.agentmesh.";

    private InternalFailure() {
    }

    /** @return the exception's class, message and place in one line; empty where a call failed */
    static Optional<String> sentence(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof HttpOperationFailedException
                    || cause instanceof CamelExchangeException || cause instanceof RedisFailure
                    || cause instanceof InterruptedException) {
                return Optional.empty();
            }
            root = cause;
        }
        String words = root.toString().lines().findFirst().orElse("");
        return Optional.of(words + place(root));
    }

    private static String place(Throwable root) {
        StackTraceElement[] frames = root.getStackTrace();
        return Stream.concat(Stream.of(frames).filter(frame -> frame.getClassName().startsWith(OURS)), Stream.of(frames))
                .findFirst().map(frame -> " at " + frame).orElse("");
    }
}
