package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The calls of the contract, each made with good and with bad input, and held to what {@code /openapi.json} says of it. */
class ContractTest {

    private static final JsonNode API = new ApiDescription().tree();
    private static final Pattern ADDRESS = Pattern.compile("\"(/v1/[^\"]*)\"");
    private static final String ID = "[^/]*";

    /**
     * A line of the contract's tables. {@code {w}}, {@code {c}}, {@code {p}}, {@code {r}} and {@code {d}} stand for a
     * worker, a codebase, and a task that is pending, running and done.
     *
     * @param good the body of a call that is answered 200, or null
     * @param bad  a body that is refused, or null where the call has none
     */
    record Line(String method, String path, String good, String bad, int refusal) {

        static Line read(String path) {
            return new Line("GET", path, null, null, 0);
        }

        @Override
        public String toString() {
            return method + " " + path + (good == null ? "" : " " + good);
        }
    }

    static Stream<Line> table() {
        return Stream.of(
                new Line("POST", "/v1/opencode/workers/register",
                        "{\"worker_id\": \"w9\", \"name\": \"n\", \"capabilities\": [\"opencode\"], \"hostname\": \"h\"}",
                        "{\"name\": \"n\"}", 422),
                new Line("POST", "/v1/opencode/workers/{w}/heartbeat", "{\"running\": [\"{r}\"]}", "{\"running\": 1}", 422),
                new Line("POST", "/v1/opencode/workers/{w}/heartbeat", "", "[]", 400),
                new Line("POST", "/v1/opencode/workers/{w}/unregister", "", null, 0),
                Line.read("/v1/opencode/workers"),
                Line.read("/v1/opencode/workers/{w}"),
                Line.read("/v1/monitor/workers"),
                new Line("POST", "/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/q\", \"description\": \"d\", "
                        + "\"agent_config\": {\"a\": 1}, \"worker_id\": \"{w}\"}", "{\"name\": \"n\"}", 422),
                new Line("POST", "/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/q\"}", "nonsense", 400),
                Line.read("/v1/opencode/codebases"),
                Line.read("/v1/opencode/codebases/list"),
                Line.read("/v1/opencode/codebases/{c}"),
                new Line("DELETE", "/v1/opencode/codebases/{c}", null, null, 0),
                new Line("POST", "/v1/opencode/codebases/{c}/tasks", "{\"title\": \"t\", \"prompt\": \"p\", "
                        + "\"agent_type\": \"plan\", \"priority\": 3, \"metadata\": {\"model\": \"p/m\"}}",
                        "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": \"high\"}", 422),
                Line.read("/v1/opencode/codebases/{c}/tasks?status=pending"),
                Line.read("/v1/opencode/tasks?status=pending&worker_id={w}&codebase_id={c}&limit=5"),
                Line.read("/v1/opencode/tasks"),
                Line.read("/v1/opencode/tasks/{p}"),
                new Line("PUT", "/v1/opencode/tasks/{p}/status", "{\"status\": \"running\", \"worker_id\": \"{w}\"}",
                        "{\"status\": \"assigned\", \"worker_id\": \"{w}\"}", 400),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"completed\", \"worker_id\": \"{w}\", "
                        + "\"result\": \"r\", \"session_id\": \"s\", \"attempt\": 1}",
                        "{\"status\": \"completed\", \"worker_id\": \"other\"}", 409),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"failed\", \"worker_id\": \"{w}\", "
                        + "\"error\": \"e\"}", "{\"status\": \"failed\", \"worker_id\": \"{w}\", \"attempt\": 7}", 409),
                new Line("PUT", "/v1/opencode/tasks/{r}/status", "{\"status\": \"pending\", \"worker_id\": \"{w}\"}",
                        "{\"status\": \"pending\"}", 422),
                new Line("POST", "/v1/opencode/tasks/{p}/cancel", "", null, 0),
                new Line("POST", "/v1/opencode/tasks/{r}/cancel", "", null, 0),
                new Line("POST", "/v1/opencode/tasks/{r}/output", "{\"worker_id\": \"{w}\", \"output\": \"a\\nb\", "
                        + "\"timestamp\": \"2026-01-01T00:00:00Z\", \"attempt\": 1, \"seq\": 0}",
                        "{\"worker_id\": \"other\", \"output\": \"a\"}", 409),
                Line.read("/v1/opencode/tasks/{r}/output?since=0"),
                Line.read("/v1/opencode/tasks/{d}/output/stream"),
                new Line("POST", "/v1/opencode/codebases/{c}/sessions/sync", "{\"worker_id\": \"{w}\", \"sessions\": "
                        + "[{\"id\": \"s2\", \"title\": \"t\", \"summary\": {}, \"messageCount\": 1}]}",
                        "{\"worker_id\": \"other\", \"sessions\": []}", 403),
                new Line("POST", "/v1/opencode/codebases/{c}/sessions/s1/messages/sync", "{\"worker_id\": \"{w}\", "
                        + "\"messages\": [{\"id\": \"m\", \"role\": \"user\", \"time\": {\"created\": 1}, \"parts\": []}]}",
                        "{\"worker_id\": \"{w}\"}", 422),
                Line.read("/v1/opencode/codebases/{c}/sessions"),
                Line.read("/v1/opencode/codebases/{c}/sessions/s1/messages?since=0&limit=10"),
                Line.read("/"),
                Line.read("/health"),
                Line.read("/openapi.json"));
    }

    private static TestServer server;

    private final List<ApiCalls.Call> described = ApiCalls.described();
    private String worker;
    private String codebase;
    private String pending;
    private String running;
    private String done;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void prepare() {
        worker = "w-" + UUID.randomUUID();
        server.registerWorker(worker);
        codebase = server.registerCodebase(worker, "/p");
        pending = server.createTask(codebase);
        running = server.createTask(codebase);
        done = server.createTask(codebase);
        server.claim(running, worker);
        server.claim(done, worker);
        server.report(done, "completed", worker, "");
        server.post("/v1/opencode/tasks/" + running + "/output", fill("{\"worker_id\": \"{w}\", \"output\": \"said\"}"));
        server.post("/v1/opencode/codebases/" + codebase + "/sessions/s1/messages/sync",
                fill("{\"worker_id\": \"{w}\", \"messages\": [{\"id\": \"m1\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void callAnswersAsDescribed(Line line) {
        TestServer.Answer answer = send(line, line.path(), line.good());

        assertThat(answer.status()).as(() -> String.valueOf(answer.json())).isEqualTo(200);
        conforms(line, 200, answer);
    }

    @ParameterizedTest
    @MethodSource("table")
    void badInputIsRefusedAsDescribed(Line line) {
        if (line.bad() != null) {
            TestServer.Answer answer = send(line, line.path(), line.bad());

            assertThat(answer.status()).isEqualTo(line.refusal());
            conforms(line, line.refusal(), answer);
        }
        if (line.path().contains("{")) {
            TestServer.Answer answer = send(line, line.path().replaceAll("\\{.}(?=/|$|\\?)", "unknown"), line.good());

            assertThat(answer.status()).isEqualTo(line.path().contains("={w}") ? 200 : 404);
            conforms(line, answer.status(), answer);
        }
    }

    @Test
    void tableHasEveryCallThatIsDescribed() {
        assertThat(described).allSatisfy(call -> assertThat(table().filter(line -> call.equals(call(line))))
                .as(call.name()).isNotEmpty());
    }

    /** What routes serve stands in rest-api; what handlers of our own serve, in the sources as an address. */
    @Test
    void everyAddressThatIsServedIsDescribedAndTheOtherWayRound() throws IOException {
        Set<String> served = new TreeSet<>(restCalls());
        assertThat(handlerCalls()).contains("GET /v1/opencode/tasks/{id}/output/stream");
        served.addAll(handlerCalls());

        assertThat(described.stream().map(ApiCalls.Call::name)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void descriptionIsServed() {
        assertThat(server.get("/openapi.json").json().path("openapi").asText()).startsWith("3.1.");
        assertThat(server.get("/openapi.json").json()).isEqualTo(API);
    }

    @Test
    void referencesOfTheDescriptionLeadSomewhere() {
        assertThat(API.findValuesAsText("$ref")).isNotEmpty()
                .allSatisfy(ref -> assertThat(API.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
        assertThat(described.stream().map(call -> call.operation().path("operationId").asText()))
                .doesNotHaveDuplicates().doesNotContain("");
    }

    private TestServer.Answer send(Line line, String path, String body) {
        HttpRequest.Builder request = server.request(fill(path));
        if (body == null) {
            return server.send(request.method(line.method(), BodyPublishers.noBody()));
        }
        return server.send(request.header("Content-Type", "application/json")
                .method(line.method(), BodyPublishers.ofString(fill(body))));
    }

    private String fill(String text) {
        return text.replace("{w}", worker).replace("{c}", codebase).replace("{p}", pending).replace("{r}", running)
                .replace("{d}", done);
    }

    private ApiCalls.Call call(Line line) {
        String path = line.path().replaceAll("\\?.*", "");
        return described.stream().filter(call -> call.method().equals(line.method()))
                .filter(call -> path.matches(call.path().replaceAll("\\{[^}]*}", ID)))
                .min(Comparator.comparing(call -> call.path().contains("{"))).orElseThrow();
    }

    /** Checks the answer against the schema of its status, or of the errors that the description sums up. */
    private void conforms(Line line, int status, TestServer.Answer answer) {
        JsonNode responses = call(line).operation().path("responses");
        JsonNode response = responses.path(String.valueOf(status));
        assertThat(response.isMissingNode()).as("%s is described of %s", status, line).isFalse();
        JsonNode resolved = response.has("$ref") ? API.at(response.path("$ref").asText().substring(1)) : response;
        JsonNode schema = resolved.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return;
        }
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", API.path("components"));
        JsonSchema checker = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);

        assertThat(checker.validate(answer.json())).as(() -> String.valueOf(answer.json())).isEmpty();
    }

    private static List<String> handlerCalls() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/agentmesh/server"))) {
            List<String> calls = new ArrayList<>();
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                ADDRESS.matcher(Files.readString(source)).results()
                        .forEach(match -> calls.add("GET " + match.group(1).replaceAll(":(\\w+)", "{$1}")));
            }
            return calls;
        }
    }

    private static List<String> restCalls() throws IOException {
        JsonNode rests = new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("routes/server/rest-api.camel.yaml"))));
        List<String> calls = new ArrayList<>();
        for (JsonNode rest : rests.findValues("rest")) {
            for (String method : List.of("get", "post", "put", "delete")) {
                rest.path(method).forEach(verb -> calls.add(method.toUpperCase(Locale.ROOT) + " "
                        + rest.path("path").asText() + verb.path("path").asText()));
            }
        }
        return calls;
    }
}
