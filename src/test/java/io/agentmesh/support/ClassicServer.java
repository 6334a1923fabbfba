package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An AgentMesh server as users already run it, over real HTTP on loopback: it says yes to every claim, answers
 * everybody's tasks to everyone, knows no extension, and does wrong on demand.
 */
public final class ClassicServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String prefix;
    private final ClassicStore store;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Queue<AssertionError> wrong = new ConcurrentLinkedQueue<>();

    private record Trouble(String methodAndPath, Fault fault, int[] times) {
    }

    public ClassicServer() {
        this(FreePort.next(), "", new ClassicStore());
    }

    /** @param prefix of all paths, such as {@code /mesh} */
    public ClassicServer(String prefix) {
        this(FreePort.next(), prefix, new ClassicStore());
    }

    private ClassicServer(int port, String prefix, ClassicStore store) {
        this.prefix = prefix;
        this.store = store;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The same server after an outage, on the same port; this one must be closed. */
    public ClassicServer again() {
        return new ClassicServer(server.getAddress().getPort(), prefix, store);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + prefix;
    }

    /** From now on such calls go wrong, so many times. The path is a regular expression. */
    public void fails(String methodAndPath, Fault fault, int times) {
        synchronized (troubles) {
            troubles.add(new Trouble(methodAndPath, fault, new int[] {times}));
        }
    }

    public void fails(String methodAndPath, Fault fault) {
        fails(methodAndPath, fault, Integer.MAX_VALUE);
    }

    /** All is well again. */
    public void recovers() {
        synchronized (troubles) {
            troubles.clear();
        }
    }

    /** @return the id of a codebase that a person registered for a worker */
    public String codebase(String path, String workerId) {
        return store.saveCodebase(JSON.createObjectNode().put("name", "c").put("path", path).put("worker_id", workerId))
                .path("codebase").path("id").asText();
    }

    public void codebase(String id, ObjectNode codebase) {
        store.putCodebase(id, codebase);
    }

    /** @return the task, to be changed, which is there only when it is {@linkplain #add added} */
    public static ObjectNode task(String id, String codebaseId, String prompt) {
        ObjectNode task = JSON.createObjectNode().put("id", id).put("codebase_id", codebaseId).put("title", "a title")
                .put("prompt", prompt).put("agent_type", "build").put("status", "pending").put("priority", 0);
        task.putObject("metadata");
        return task;
    }

    public void add(ObjectNode task) {
        store.putTask(task);
    }

    public void add(String id, String codebaseId, String prompt) {
        add(task(id, codebaseId, prompt));
    }

    /** As it is now, or null. */
    public JsonNode task(String id) {
        return store.task(id);
    }

    public String status(String taskId) {
        return store.task(taskId).path("status").asText();
    }

    public String output(String taskId) {
        return store.output(taskId);
    }

    public JsonNode codebases() {
        return store.codebases();
    }

    public boolean knows(String workerId) {
        return store.knows(workerId);
    }

    public void forgetWorker(String workerId) {
        store.forgetWorker(workerId);
    }

    /** In the order of their arrival. */
    public List<Call> calls(String methodAndPath) {
        return calls.stream().filter(call -> call.is(methodAndPath)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            answerCall(exchange);
        } catch (AssertionError e) {
            wrong.add(e);
        }
    }

    private void answerCall(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            Call call = new Call(exchange.getRequestMethod(), path.startsWith(prefix)
                    ? path.substring(prefix.length()) : "outside of the prefix: " + path,
                    exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("traceparent"),
                    body.length == 0 ? null : JSON.readTree(body));
            calls.add(call);
            Fault fault = fault(call);
            JsonNode answer = fault == null || fault.processes() ? ClassicApi.answer(store, call) : null;
            if (fault != null) {
                fault.answer(exchange, closed);
            } else if (answer == null) {
                ClassicApi.send(exchange, 404, "{\"detail\": \"Not found\"}");
            } else {
                ClassicApi.send(exchange, 200, answer.toString());
            }
        }
    }

    private Fault fault(Call call) {
        synchronized (troubles) {
            return troubles.stream().filter(trouble -> call.is(trouble.methodAndPath()) && trouble.times()[0]-- > 0)
                    .map(Trouble::fault).findFirst().orElse(null);
        }
    }

    /** @throws AssertionError where an assertion failed in a fault while it answered */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        if (!wrong.isEmpty()) {
            throw wrong.remove();
        }
    }
}
