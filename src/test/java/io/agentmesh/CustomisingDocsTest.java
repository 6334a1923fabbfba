package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.DeclaredProperties;
import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RouteFile;
import io.agentmesh.support.RouteSchema;

/** What docs/customising.md shows is what lies in docs/examples and routes/kamelets; ExamplesTest runs it. */
class CustomisingDocsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final MarkdownFile DOCS = MarkdownFile.of(Path.of("docs/customising.md"));

    @Test
    void everyExampleIsWhole() {
        assertThat(examples()).hasSize(8).allSatisfy(example -> {
            assertThat(example.resolve("README.md")).isNotEmptyFile();
            assertThat(example.resolve("worker.properties")).isNotEmptyFile();
            assertThat(DOCS.text()).contains("examples/" + example.getFileName() + "/README.md");
        });
    }

    @Test
    void everyExampleConformsToCamelsSchema() {
        RouteSchema schema = new RouteSchema();

        assertThat(examples()).allSatisfy(example ->
                assertThat(RouteFile.in(example.resolve("routes"))).isNotEmpty().flatMap(schema::complaints).isEmpty());
    }

    @Test
    void everySnippetIsAFileOfAnExample() {
        List<String> files = examples().stream().flatMap(example -> files(example.resolve("routes")).stream())
                .map(CustomisingDocsTest::read).toList();

        assertThat(DOCS.blocks("yaml")).isNotEmpty().allSatisfy(snippet -> assertThat(files).contains(snippet));
    }

    @Test
    void everyKameletIsInTheTable() throws IOException {
        List<List<String>> expected = new ArrayList<>();
        for (Path file : files(Path.of("routes/kamelets"))) {
            JsonNode kamelet = YAML.readTree(Files.readString(file));
            JsonNode definition = kamelet.at("/spec/definition");
            List<String> parameters = new ArrayList<>();
            definition.path("properties").fieldNames().forEachRemaining(name -> parameters.add("`" + name + "`"));
            expected.add(List.of("[`" + kamelet.at("/metadata/name").asText() + "`](../routes/kamelets/" + file.getFileName()
                    + ")", String.join(", ", parameters)));
        }
        List<List<String>> rows = DOCS.rows("\\[`agentmesh-.*");

        assertThat(rows).map(row -> row.subList(0, 2)).containsExactlyElementsOf(expected);
        assertThat(rows).allSatisfy(row -> assertThat(row.get(2)).as(row.get(0)).isNotBlank());
    }

    @Test
    void everyHookIsInTheTable() {
        DeclaredProperties declared = DeclaredProperties.of(Path.of("application.properties"));

        assertThat(DOCS.rows("`worker[.]hook-.*`")).map(row -> row.get(0).replace("`", "")).containsExactlyInAnyOrderElementsOf(
                declared.names().stream().filter(name -> name.startsWith("worker.hook-")).toList());
    }

    private static List<Path> examples() {
        return files(EXAMPLES);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
