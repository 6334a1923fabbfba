package io.agentmesh.support;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/** What a {@link ClassicServer} does instead of answering. */
public interface Fault {

    /** @param closed is counted down when the server closes */
    void answer(HttpExchange exchange, CountDownLatch closed) throws IOException;

    /** Whether the server does what it is asked, and only the answer is spoiled. */
    default boolean processes() {
        return false;
    }

    static Fault status(int status) {
        return body(status, "{\"detail\": \"no, said on demand\"}");
    }

    static Fault body(int status, String body) {
        return (exchange, closed) -> ClassicApi.send(exchange, status, body);
    }

    static Fault garbage() {
        return body(200, "<html>Please log in</html>");
    }

    static Fault redirect(String location) {
        return (exchange, closed) -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(301, -1);
        };
    }

    /** Asks to be left alone: {@code 429} with {@code Retry-After}, seconds or a date. */
    static Fault tooMany(String retryAfter) {
        return (exchange, closed) -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            ClassicApi.send(exchange, 429, "{\"detail\": \"not so often\"}");
        };
    }

    /** Answers a byte now and then, and never ends. */
    static Fault trickle() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Takes the call and says nothing until the server closes. */
    static Fault hang() {
        return (exchange, closed) -> await(closed);
    }

    /** Begins an answer and breaks the connection in the middle of it. */
    static Fault cut() {
        return (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("[{\"id\": \"t1\", ".getBytes());
            exchange.getResponseBody().flush();
        };
    }

    /** Begins an answer and never ends it. */
    static Fault drip() {
        return (exchange, closed) -> {
            cut().answer(exchange, closed);
            await(closed);
        };
    }

    /** Does what it is asked, and breaks the connection before it says so. */
    static Fault loseAnswer() {
        return new Fault() {
            @Override
            public void answer(HttpExchange exchange, CountDownLatch closed) {
                // Closing the exchange without an answer breaks the connection.
            }

            @Override
            public boolean processes() {
                return true;
            }
        };
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
