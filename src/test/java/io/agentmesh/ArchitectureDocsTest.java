package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RouteFile;

/** docs/architecture.md names every route and package that there is, and the places to change are where it says. */
class ArchitectureDocsTest {

    private static final MarkdownFile PAGE = MarkdownFile.of(Path.of("docs/architecture.md"));
    private static final Pattern CLASS = Pattern.compile("io\\.agentmesh(\\.[a-z]+)*\\.[A-Z]\\w*");
    private static final Path SOURCES = Path.of("src/main/java/io/agentmesh");

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

    @Test
    void everyPackageHasARowWithItsParts() {
        Map<String, List<String>> expected = new TreeMap<>();
        folders(SOURCES).forEach(name -> expected.put(name, folders(SOURCES.resolve(name))));
        Map<String, List<String>> shown = new TreeMap<>();
        table("Java packages").forEach(row -> shown.put(row.get(0).replace("`", ""),
                row.size() < 3 ? List.of() : MarkdownFile.inlineCode(row.get(2))));

        assertThat(shown).isEqualTo(expected);
    }

    /** A place is a file, or a folder, and what to look for in it. */
    @Test
    void everyPlaceToChangeIsWhereItIsSaidToBe() {
        List<List<String>> rows = table("Where would I change …");

        assertThat(rows).hasSizeGreaterThanOrEqualTo(10).allSatisfy(row -> {
            List<Path> files = PAGE.linkedFiles(row.get(1));
            assertThat(files).as("files for: " + row.get(0)).isNotEmpty().allSatisfy(file -> assertThat(file).exists());
            String texts = files.stream().map(ArchitectureDocsTest::text).collect(Collectors.joining("\n"));
            assertThat(MarkdownFile.inlineCode(row.get(1))).as("what stands in " + files + " for: " + row.get(0))
                    .isNotEmpty().allSatisfy(word -> assertThat(texts).contains(word));
        });
    }

    /** On whatever page, such as the logger of a line of the log. */
    @Test
    void everyClassThatIsNamedExists() {
        assertThat(MarkdownFile.all()).filteredOn(file -> !file.path().endsWith("CHANGELOG.md"))
                .flatMap(file -> CLASS.matcher(file.text()).results().map(MatchResult::group).toList())
                .isNotEmpty().allSatisfy(name -> assertThat(Stream.of("main", "bench").map(kind ->
                        Path.of("src", kind, "java", name.replace('.', '/') + ".java"))).as(name).anyMatch(Files::exists));
    }

    private static List<List<String>> table(String heading) {
        return new MarkdownFile(PAGE.path(), PAGE.section(heading)).rows("(?!Package|You want to change|---).*");
    }

    private static List<String> folders(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            return String.join("\n", file.toFile().list());
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RouteFile> files(String program) {
        return RouteFile.in(Path.of("routes", program));
    }

    private static String link(String program, RouteFile file) {
        return "[`" + file.name() + "`](../routes/" + program + "/" + file.path() + ")";
    }
}
