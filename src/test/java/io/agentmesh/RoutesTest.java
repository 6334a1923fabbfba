package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.DeclaredProperties;
import io.agentmesh.support.DirectLinks;
import io.agentmesh.support.Placeholders;
import io.agentmesh.support.RouteEndpoints;
import io.agentmesh.support.RouteFile;
import io.agentmesh.support.RouteSchema;
import io.agentmesh.support.RouteShape;

/** Walks the route files that are shipped; what each check refuses stands in the tests of {@code support}. */
class RoutesTest {

    private static final Path ROUTES = Path.of("routes");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path SQL = Path.of("src/main/resources/sql");

    private final DeclaredProperties declared = DeclaredProperties.of(Path.of("application.properties"));
    private List<RouteFile> all;

    @BeforeEach
    void load() {
        all = Stream.of("worker", "server", "demo").flatMap(folder -> RouteFile.in(ROUTES.resolve(folder)).stream())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "server", "demo"})
    void everyProgramHasRoutes(String folder) {
        assertThat(RouteFile.in(ROUTES.resolve(folder))).isNotEmpty();
    }

    @Test
    void everyRouteTellsWhatItIs() {
        assertThat(all).flatMap(RouteShape::complaints).isEmpty();
    }

    @Test
    void everyFileConformsToCamelsSchema() {
        assertThat(all).flatMap(new RouteSchema()::complaints).isEmpty();
    }

    @Test
    void everyEndpointAndOptionIsInTheCatalogue() {
        assertThat(all).flatMap(new RouteEndpoints(declared)::complaints).isEmpty();
    }

    @Test
    void everyPropertyThatARouteUsesIsDeclared() {
        assertThat(all).flatMap(file -> Placeholders.undeclared(file, declared)).isEmpty();
    }

    @Test
    void everyPropertyThatAnSqlFileUsesIsDeclared() {
        assertThat(Placeholders.namesInSql(sql())).isNotEmpty().allMatch(name -> declared.value(name) != null);
    }

    @Test
    void everyDeclaredPropertyIsUsedOrIsASetting() {
        Set<String> settings = Stream.of(WorkerSetting.values()).map(WorkerSetting::property)
                .collect(Collectors.toCollection(TreeSet::new));
        declared.names().stream().filter(this::isNamedInJava).forEach(settings::add);
        settings.addAll(Placeholders.namesInSql(sql()));

        assertThat(Placeholders.unused(all, declared, settings)).isEmpty();
    }

    @Test
    void everyWorkerSettingIsDeclaredWithItsDefault() {
        assertThat(declared.names()).containsAll(Stream.of(WorkerSetting.values()).map(WorkerSetting::property)
                .toList());
    }

    @Test
    void everyDeclaredPropertyIsExplained() {
        assertThat(declared.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "server", "demo"})
    void everyDirectLeadsToARouteAndEveryRouteIsEntered(String folder) {
        Set<String> entered = new TreeSet<>(DirectLinks.namesIn(sources()));
        kamelets().forEach(kamelet -> entered.addAll(kamelet.texts()));
        // What is there for routes of integrators, such as those of the examples.
        examples().forEach(route -> entered.addAll(route.texts()));

        assertThat(new DirectLinks(declared, entered).complaints(RouteFile.in(ROUTES.resolve(folder)))).isEmpty();
    }

    private static List<RouteFile> kamelets() {
        try (Stream<Path> files = Files.list(ROUTES.resolve("kamelets"))) {
            return files.map(file -> RouteFile.of(file.getFileName().toString(), read(file))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RouteFile> examples() {
        try (Stream<Path> folders = Files.list(Path.of("docs/examples"))) {
            return folders.flatMap(folder -> RouteFile.in(folder.resolve("routes")).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings of the server and the demo are read by Java, which then names them. */
    private boolean isNamedInJava(String property) {
        return sources().contains('"' + property + '"') || sources().contains("{{" + property + "}}");
    }

    private static String sources() {
        return texts(SOURCES, ".java");
    }

    private static String sql() {
        return texts(SQL, ".sql");
    }

    private static String texts(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).map(RoutesTest::read)
                    .collect(Collectors.joining("\n"));
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
