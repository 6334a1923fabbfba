package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shipped files, held to the rules of the house. */
class ServerRoutesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(ServerRoutesTest.class.getResourceAsStream("/schema/camelYamlDsl.json"));
    private static final DefaultCamelCatalog CATALOG = new DefaultCamelCatalog();

    static Stream<Path> files() throws IOException {
        return Files.list(Path.of("routes/server")).sorted();
    }

    static Stream<Path> routes() throws IOException {
        return files().filter(file -> !List.of("rest-api.camel.yaml", "errors.camel.yaml")
                .contains(file.getFileName().toString()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileConformsToCamelsSchema(Path file) throws IOException {
        assertThat(SCHEMA.validate(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routeSaysWhatItIsFor(Path file) throws IOException {
        JsonNode content = read(file);
        String name = file.getFileName().toString().replace(".camel.yaml", "");

        assertThat(content).hasSize(1);
        JsonNode route = content.get(0).path("route");
        assertThat(route.path("id").asText()).isEqualTo(name);
        String timer = route.at("/from/parameters/timerName").asText();
        assertThat(route.at("/from/parameters/name").asText(timer)).isEqualTo(name);
        assertThat(route.path("description").asText()).endsWith(".");
        assertThat(route.path("note").asText()).startsWith("in: ").contains(" · out: ");
        assertThat(route.path("routeConfigurationId").asText()).isIn("answer-errors", "pass-errors-on", "log-errors");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPropertyIsDeclared(Path file) throws IOException {
        Properties declared = new Properties();
        try (var in = Files.newInputStream(Path.of("application.properties"))) {
            declared.load(in);
        }

        assertThat(PLACEHOLDER.matcher(Files.readString(file)).results().map(match -> match.group(1)))
                .allMatch(declared::containsKey);
    }

    @ParameterizedTest
    @MethodSource("files")
    void endpointOptionsAreInTheCatalogue(Path file) throws IOException {
        for (JsonNode step : read(file).findParents("uri")) {
            Map<String, String> options = new LinkedHashMap<>();
            step.path("parameters").fields().forEachRemaining(option ->
                    options.put(option.getKey(), replaced(option.getValue().asText())));
            var result = CATALOG.validateProperties(step.path("uri").asText(), options);

            assertThat(result.isSuccess()).as("%s: %s", options, result.summaryErrorMessage(false)).isTrue();
        }
    }

    /** Prompts and results may be large, and what a statement returns is in memory as a whole. */
    @ParameterizedTest
    @MethodSource("files")
    void whatReturnsWholeRowsReturnsOneOrSoManyAsItLimits(Path file) throws IOException {
        for (JsonNode step : read(file).findParents("query")) {
            String query = step.path("query").asText();

            assertThat(!query.contains("returning *") || step.path("outputType").asText().equals("SelectOne")
                    || query.contains(" limit ")).as(query).isTrue();
        }
    }

    private static String replaced(String value) {
        return PLACEHOLDER.matcher(value).replaceAll((MatchResult match) -> "1").replace("}}", "");
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }
}
