package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RouteFile;

/** docs/architecture.md names every route that there is, and none that is gone. */
class ArchitectureDocsTest {

    private static final MarkdownFile PAGE = MarkdownFile.of(Path.of("docs/architecture.md"));

    /** The route of a file that bears its name has a row with the others of its stage. */
    @ParameterizedTest
    @ValueSource(strings = {"worker", "demo"})
    void everyRouteHasARow(String program) {
        assertThat(PAGE.rows("\\[`.*`]\\(\\.\\./routes/" + program + "/.*\\)"))
                .allSatisfy(row -> assertThat(row.get(1)).as(row.get(0)).isNotBlank())
                .map(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(files(program).stream()
                        .map(file -> link(program, file)).toList());
    }

    /** A file of the server is a resource: a heading, and a table of its routes. */
    @Test
    void everyFileOfTheServerHasItsRoutesBelowIt() {
        assertThat(files("server")).isNotEmpty().allSatisfy(file -> {
            List<String> ids = file.entries("route").stream().map(route -> "`" + route.path("id").asText() + "`").toList();

            assertThat(new MarkdownFile(PAGE.path(), PAGE.section(link("server", file))).rows("`.*`"))
                    .allSatisfy(row -> assertThat(row.get(1)).as(row.get(0)).isNotBlank())
                    .map(row -> row.get(0)).as(file.name()).containsExactlyInAnyOrderElementsOf(ids);
        });
    }

    private static List<RouteFile> files(String program) {
        return RouteFile.in(Path.of("routes", program));
    }

    private static String link(String program, RouteFile file) {
        return "[`" + file.name() + "`](../routes/" + program + "/" + file.path() + ")";
    }
}
