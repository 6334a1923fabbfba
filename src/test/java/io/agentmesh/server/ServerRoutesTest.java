package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of the server, held to the rules that are its own; those of all routes are in {@code RoutesTest}. */
class ServerRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> files() throws IOException {
        return inOrder(Path.of("routes/server"));
    }

    static Stream<Path> statements() throws IOException {
        return inOrder(Path.of("src/main/resources/sql"));
    }

    static Stream<JsonNode> routes() throws IOException {
        List<JsonNode> routes = new ArrayList<>();
        for (Path file : files().toList()) {
            routes.addAll(read(file).findValues("route"));
        }
        return routes.stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routeSaysWhatItIsFor(JsonNode route) {
        String id = route.path("id").asText();
        assertThat(id).matches("[a-z]+(-[a-z]+)+");
        String timer = route.at("/from/parameters/timerName").asText();
        assertThat(route.at("/from/parameters/name").asText(timer)).isEqualTo(id);
        assertThat(route.path("description").asText()).endsWith(".").doesNotContain(". ");
        assertThat(route.path("note").asText()).startsWith("in: ").contains(" · out: ");
        assertThat(route.path("routeConfigurationId").asText()).isIn("answer-errors", "pass-errors-on", "log-errors");
    }

    /** What is found is the contract of a route; all else that it keeps has its name. */
    @ParameterizedTest
    @MethodSource("routes")
    void routeKeepsItsVariablesUnderItsName(JsonNode route) {
        List<String> names = new ArrayList<>(route.findValuesAsText("variableReceive"));
        route.findValues("setVariable").forEach(step -> names.add(step.path("name").asText()));

        assertThat(names).allMatch(name -> List.of("task", "codebase", "worker", "pieces").contains(name)
                || name.startsWith(route.path("id").asText() + "."));
    }

    @Test
    void eachFileIsOfAResource() throws IOException {
        assertThat(files()).extracting(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                .containsExactlyInAnyOrder("rest-api", "workers", "codebases", "tasks", "output", "sessions", "monitor",
                        "leases", "queue", "waiting", "errors");
        assertThat(routes()).extracting(route -> route.path("id").asText()).doesNotHaveDuplicates();
    }

    /** One each, shared by both databases; a comment has lines of its own, which Camel leaves out. */
    @ParameterizedTest
    @MethodSource("statements")
    void fileOfSqlIsOneStatementThatRoutesCall(Path file) throws IOException {
        String sql = Files.readString(file);

        assertThat(sql).endsWith("\n").isASCII().doesNotContain("{{", ";", "?");
        assertThat(sql.lines().filter(line -> !line.startsWith("--"))).hasSizeGreaterThan(1)
                .noneMatch(line -> line.contains("--") || line.isBlank() || line.length() > 125);
        assertThat(queries()).contains("classpath:sql/" + file.getFileName());
    }

    @Test
    void sqlOfMoreThanALineStandsInAFile() throws IOException {
        assertThat(queries()).filteredOn(query -> query.startsWith("classpath:"))
                .allSatisfy(query -> assertThat(Path.of("src/main/resources", query.substring("classpath:".length())))
                        .isRegularFile());
        assertThat(queries()).allMatch(query -> query.length() <= 100 && !query.contains("\n"));
    }

    /** Prompts and results may be large, and what a statement returns is in memory as a whole. */
    @ParameterizedTest
    @MethodSource("files")
    void whatReturnsWholeRowsReturnsOneOrSoManyAsItLimits(Path file) throws IOException {
        for (JsonNode step : read(file).findParents("query")) {
            String query = sql(step.path("query").asText());

            assertThat(!query.contains("returning *") || step.path("outputType").asText().equals("SelectOne")
                    || List.of("agentmesh-find", "agentmesh-change-task").contains(step.path("templateId").asText())
                    || query.matches("(?s).*\\slimit .*")).as(query).isTrue();
        }
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path file : files().toList()) {
            queries.addAll(read(file).findValuesAsText("query"));
        }
        return queries;
    }

    private static String sql(String query) throws IOException {
        return query.startsWith("classpath:")
                ? Files.readString(Path.of("src/main/resources", query.substring("classpath:".length()))) : query;
    }

    private static Stream<Path> inOrder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }
}
