package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.agentmesh.support.GitRepository;

/**
 * A forge with one bare repository, {@code octo/shop}: pushes over HTTP by git's own backend, and pull requests as
 * GitHub, GitLab and Forgejo answer them.
 */
final class ScriptedForge implements AutoCloseable {

    static final String TOKEN = "forge-token-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Method, path and query of each call to the API. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Bodies of the calls that were to open a pull request. */
    final List<JsonNode> wanted = new CopyOnWriteArrayList<>();
    final Path repository;
    private final List<ObjectNode> open = new CopyOnWriteArrayList<>();
    private final Deque<Integer> failures = new ArrayDeque<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Called with each request of a push. */
    volatile Runnable duringPush = () -> { };
    private int failedSearch;
    private volatile String accepted = TOKEN;

    ScriptedForge(Path folder) throws IOException {
        repository = folder.resolve("octo/shop.git");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        new GitRepository(folder).git("init", "--bare", "--quiet", repository.toString());
        new GitRepository(repository).git("config", "http.receivepack", "true");
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String cloneUrl() {
        return url() + "/octo/shop.git";
    }

    /** The next calls to the API are answered with these statuses. */
    void fails(Integer... statuses) {
        failures.addAll(List.of(statuses));
    }

    /** Each search is answered with this status. */
    void failsToFind(int status) {
        failedSearch = status;
    }

    /** No token is valid any more. */
    void revoke() {
        accepted = "another";
    }

    String branch(String name) {
        return new GitRepository(repository).git("rev-parse", "--quiet", "--verify", "refs/heads/" + name);
    }

    List<String> branches() {
        return new GitRepository(repository).git("for-each-ref", "--format=%(refname:short)", "refs/heads").lines().toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        try (exchange) {
            if (path.startsWith("/octo/shop.git/")) {
                String basic = "Basic " + Base64.getEncoder().encodeToString(("oauth2:" + accepted).getBytes());
                if (basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    duringPush.run();
                    GitBackend.answer(exchange, repository.getParent().getParent());
                } else {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"forge\"");
                    send(exchange, 401, Map.of());
                }
            } else {
                api(exchange, path);
            }
        }
    }

    private synchronized void api(HttpExchange exchange, String path) throws IOException {
        URI uri = exchange.getRequestURI();
        calls.add(exchange.getRequestMethod() + " " + uri);
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        String scheme = path.startsWith("/api/v1") ? "token " : "Bearer ";
        if (!failures.isEmpty() || failedSearch > 0 && exchange.getRequestMethod().equals("GET")) {
            int status = failures.isEmpty() ? failedSearch : failures.remove();
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            send(exchange, status, Map.of("message", "failed as scripted"));
        } else if (!(scheme + accepted).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("message", "Bad credentials"));
        } else if (path.equals("/repos/octo/shop/pulls")) {
            github(exchange, body, uri.getQuery());
        } else if (path.equals("/api/v4/projects/octo%2Fshop/merge_requests")) {
            gitlab(exchange, body, uri.getQuery());
        } else if (path.startsWith("/api/v1/repos/octo/shop/pulls")) {
            forgejo(exchange, body, path);
        } else {
            send(exchange, 404, Map.of("message", "Not Found"));
        }
    }

    private void github(HttpExchange exchange, JsonNode body, String query) throws IOException {
        if (query != null) {
            found(exchange, query, "state=open&head=octo:%s&base=%s");
        } else if (!branches().contains(body.path("head").asText())) {
            send(exchange, 422, Map.of("message", "Validation Failed", "errors",
                    List.of(Map.of("resource", "PullRequest", "field", "head", "code", "invalid"))));
        } else {
            opened(exchange, body, body.path("head").asText(), body.path("base").asText(), 422,
                    Map.of("message", "Validation Failed", "errors", List.of(Map.of("resource", "PullRequest", "code",
                            "custom", "message", "A pull request already exists for octo:" + body.path("head").asText() + "."))));
        }
    }

    private void gitlab(HttpExchange exchange, JsonNode body, String query) throws IOException {
        if (query != null) {
            found(exchange, query, "state=opened&source_branch=%s&target_branch=%s");
        } else {
            opened(exchange, body, body.path("source_branch").asText(), body.path("target_branch").asText(), 409,
                    Map.of("message", List.of("Another open merge request already exists for this source branch: !7")));
        }
    }

    /** @param search with places for head and base */
    private void found(HttpExchange exchange, String query, String search) throws IOException {
        send(exchange, 200, open.stream().filter(pull -> query.equals(search.formatted(pull.path("head").asText(),
                pull.path("base").asText()))).toList());
    }

    private void forgejo(HttpExchange exchange, JsonNode body, String path) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, open.stream().filter(pull -> path.equals("/api/v1/repos/octo/shop/pulls/"
                    + pull.path("base").asText() + "/" + pull.path("head").asText())).findFirst().orElseThrow());
        } else {
            opened(exchange, body, body.path("head").asText(), body.path("base").asText(), 409, Map.of("message",
                    "pull request already exists for these targets [id: 1, issue_id: 7]", "url", url() + "/api/swagger"));
        }
    }

    private void opened(HttpExchange exchange, JsonNode body, String head, String base, int conflict, Object exists)
            throws IOException {
        wanted.add(body);
        if (open.stream().anyMatch(pull -> pull.path("head").asText().equals(head) && pull.path("base").asText().equals(base))) {
            send(exchange, conflict, exists);
            return;
        }
        int number = 7 + open.size();
        ObjectNode pull = JSON.createObjectNode().put("id", 4711).put("number", number).put("iid", number)
                .put("html_url", url() + "/octo/shop/pull/" + number)
                .put("web_url", url() + "/octo/shop/-/merge_requests/" + number).put("head", head).put("base", base);
        open.add(pull);
        send(exchange, 201, pull);
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        assertThat(failures).as("failures that nobody met").isEmpty();
    }
}
