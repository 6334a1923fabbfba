package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls of the contract, each made with good and with bad input, and held to what {@code /openapi.json} says of it. */
@Tag("store")
class ContractTest {

    private static final JsonNode API = new ApiDescription().tree();
    private static final String ID = "[^/]*";

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
    @MethodSource("io.agentmesh.server.ContractTable#lines")
    void callAnswersAsDescribed(ContractTable.Line line) {
        TestServer.Answer answer = send(line, line.path(), line.good());

        assertThat(answer.status()).as(() -> String.valueOf(answer.json())).isEqualTo(200);
        conforms(line, 200, answer);
    }

    @ParameterizedTest
    @MethodSource("io.agentmesh.server.ContractTable#lines")
    void badInputIsRefusedAsDescribed(ContractTable.Line line) {
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
        assertThat(described).allSatisfy(call -> assertThat(ContractTable.lines().filter(line -> call.equals(call(line))))
                .as(call.name()).isNotEmpty());
    }

    private TestServer.Answer send(ContractTable.Line line, String path, String body) {
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

    private ApiCalls.Call call(ContractTable.Line line) {
        String path = line.path().replaceAll("\\?.*", "");
        return described.stream().filter(call -> call.method().equals(line.method()))
                .filter(call -> path.matches(call.path().replaceAll("\\{[^}]*}", ID)))
                .min(Comparator.comparing(call -> call.path().contains("{"))).orElseThrow();
    }

    /** Checks the answer against the schema of its status, or of the errors that the description sums up. */
    private void conforms(ContractTable.Line line, int status, TestServer.Answer answer) {
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
}
