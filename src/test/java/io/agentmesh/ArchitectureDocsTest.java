package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RouteFile;

/** docs/architecture.md names every route that there is, and none that is gone. */
class ArchitectureDocsTest {

    private static final MarkdownFile PAGE = MarkdownFile.of(Path.of("docs/architecture.md"));

    @ParameterizedTest
    @ValueSource(strings = {"worker", "server", "demo"})
    void everyRouteFileHasARow(String program) {
        List<RouteFile> files = files(program);

        assertThat(rows(program)).map(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(files.stream()
                .map(file -> "[`" + file.name() + "`](" + link(program, file) + ")").toList());
        assertThat(rows(program)).allSatisfy(row -> assertThat(row.get(1)).as(row.get(0)).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "server", "demo"})
    void everyRouteIsNamedInTheRowOfItsFile(String program) {
        assertThat(files(program)).allSatisfy(file -> {
            List<String> others = file.entries("route").stream().map(route -> route.path("id").asText())
                    .filter(id -> !id.equals(file.name())).toList();

            assertThat(rows(program)).filteredOn(row -> row.get(0).contains(link(program, file))).singleElement()
                    .satisfies(row -> assertThat(MarkdownFile.inlineCode(row.get(1))).as(row.get(0)).containsAll(others));
        });
    }

    private static List<RouteFile> files(String program) {
        return RouteFile.in(Path.of("routes", program));
    }

    private static List<List<String>> rows(String program) {
        return PAGE.rows("\\[`.*`]\\(\\.\\./routes/" + program + "/.*\\)");
    }

    private static String link(String program, RouteFile file) {
        return "../routes/" + program + "/" + file.path();
    }
}
