package io.agentmesh.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands between one worker and the server: tampers with calls, and tells the {@link Strikes} what a task has come to. */
final class FaultProxy implements AutoCloseable {

    private static final int LATE_SECONDS = 2;
    private static final Map<Moment, ProxiedCall.Kind> BEFORE = Map.of(Moment.NOTED, ProxiedCall.Kind.CLAIM,
            Moment.DELIVERING, ProxiedCall.Kind.OUTCOME);
    private static final Map<Moment, ProxiedCall.Kind> AFTER = Map.of(Moment.GRANTED, ProxiedCall.Kind.CLAIM,
            Moment.STREAMED, ProxiedCall.Kind.OUTPUT, Moment.DELIVERED, ProxiedCall.Kind.OUTCOME);
    private static final Map<Moment, ProxiedCall.Kind> ANSWERED = Map.of(Moment.CLAIMED, ProxiedCall.Kind.CLAIM);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Upstream server;
    private final TaskBook book;
    private final Dice dice;
    private final Strikes strikes;
    private final Tally tally;
    private volatile FleetWorker worker;

    FaultProxy(String server, TaskBook book, Dice dice, Strikes strikes, Tally tally) throws IOException {
        this.server = new Upstream(server);
        this.book = book;
        this.dice = dice;
        this.strikes = strikes;
        this.tally = tally;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** @param ofWorker whose calls come here */
    void open(FleetWorker ofWorker) {
        worker = ofWorker;
        http.start();
    }

    /** Where it isn't answered, closing the exchange breaks the connection. */
    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ProxiedCall call = ProxiedCall.read(exchange);
            TaskPlan plan = call.task() == null ? null : book.plan(call.task());
            NetworkFault fault = dice.roll(call.kind(), plan == null ? worker.name() : "task " + plan.number());
            if (fault != null) {
                tally.injected(words(call, fault), plan == null ? 0 : plan.number());
            }
            if (!happen(BEFORE, call)) {
                answer(exchange, call, fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String words(ProxiedCall call, NetworkFault fault) {
        boolean lostClaim = call.kind() == ProxiedCall.Kind.CLAIM && fault == NetworkFault.LOST_ANSWER;
        return "network: " + (lostClaim ? "the answer to a claim is lost" : fault.words());
    }

    private void answer(HttpExchange exchange, ProxiedCall call, NetworkFault fault)
            throws IOException, InterruptedException {
        if (fault != null && !fault.arrives()) {
            refuse(exchange, call, fault);
            return;
        }
        if (fault == NetworkFault.LATE) {
            TimeUnit.SECONDS.sleep(LATE_SECONDS);
        } else if (fault == NetworkFault.TWICE) {
            server.send(call);
        }
        HttpResponse<byte[]> answer = server.send(call);
        compare(call, answer.statusCode());
        if (happen(AFTER, call) || fault == NetworkFault.LOST_ANSWER) {
            return;
        }
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(fault == NetworkFault.HALF_ANSWER ? Arrays.copyOf(body, body.length / 2) : body);
        exchange.getResponseBody().flush();
        happen(ANSWERED, call);
        if (call.kind() == ProxiedCall.Kind.POLL) {
            listed(new String(body, StandardCharsets.UTF_8));
        }
    }

    private void refuse(HttpExchange exchange, ProxiedCall call, NetworkFault fault) throws IOException {
        switch (fault) {
            case HALF_CALL -> server.sendHalf(call);
            case GARBAGE -> send(exchange, 200, "<html>Please log in</html>");
            case ERROR -> send(exchange, 500, "{\"detail\": \"injected\"}");
            case BUSY -> send(exchange, 503, "{\"detail\": \"injected\"}");
            case NO_SUCH_PAGE -> sendPage(exchange, 404, "Not Found");
            case CONFLICT_PAGE -> sendPage(exchange, 409, "Conflict");
            case TOO_LARGE_PAGE -> sendPage(exchange, 413, "Request Entity Too Large");
            case GATEWAY_PAGE -> sendPage(exchange, 502, "Bad Gateway");
            default -> exchange.close();
        }
    }

    private static void sendPage(HttpExchange exchange, int status, String words) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        send(exchange, status, "<html><head><title>" + status + " " + words + "</title></head></html>");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private boolean happen(Map<Moment, ProxiedCall.Kind> moments, ProxiedCall call) throws InterruptedException {
        boolean gone = false;
        for (Map.Entry<Moment, ProxiedCall.Kind> moment : moments.entrySet()) {
            gone |= moment.getValue() == call.kind() && strikes.happen(moment.getKey(), call.task(), worker);
        }
        return gone;
    }

    private void listed(String tasks) throws InterruptedException {
        for (String task : strikes.waiting(Moment.SEEN)) {
            if (tasks.contains('"' + task + '"')) {
                strikes.happen(Moment.SEEN, task, worker);
            }
        }
    }

    /** An outcome that was taken must not be followed by another one. */
    private void compare(ProxiedCall call, int status) throws IOException, InterruptedException {
        if (call.kind() == ProxiedCall.Kind.OUTCOME && status / 100 == 2) {
            String before = book.otherOutcome(call.task(), call.outcome());
            if (before != null) {
                tally.violated(book.plan(call.task()).number(), "has two outcomes: " + before + ", then " + call.outcome());
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
