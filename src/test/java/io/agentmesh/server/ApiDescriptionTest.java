package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code /openapi.json} says is complete and holds together; whether it is true, {@link ContractTest} tells. */
class ApiDescriptionTest {

    private static final JsonNode API = new ApiDescription().tree();
    private static final Pattern ADDRESS = Pattern.compile("\"(/v1/[^\"]*)\"");

    private final List<ApiCalls.Call> described = ApiCalls.described();

    /** What routes serve stands in rest-api; what handlers of our own serve, in the sources as an address. */
    @Test
    void everyAddressThatIsServedIsDescribedAndTheOtherWayRound() throws IOException {
        Set<String> served = new TreeSet<>(restCalls());
        assertThat(handlerCalls()).contains("GET /v1/opencode/tasks/{id}/output/stream");
        served.addAll(handlerCalls());

        assertThat(described.stream().map(ApiCalls.Call::name)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void descriptionIsServed(@TempDir Path folder) {
        try (TestServer server = new TestServer(folder)) {
            assertThat(server.get("/openapi.json").json().path("openapi").asText()).startsWith("3.1.");
            assertThat(server.get("/openapi.json").json()).isEqualTo(API);
        }
    }

    @Test
    void referencesOfTheDescriptionLeadSomewhere() {
        assertThat(API.findValuesAsText("$ref")).isNotEmpty()
                .allSatisfy(ref -> assertThat(API.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
        assertThat(described.stream().map(call -> call.operation().path("operationId").asText()))
                .doesNotHaveDuplicates().doesNotContain("");
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
