package io.agentmesh.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.settings.value.SettingsException;

/** Which file is loaded where an integrator's folder has its own, flat or in folders. */
class RouteFilesTest {

    private static final String WORKER = "routes/worker";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"claim-task.camel.yaml", "claim/claim-task.camel.yaml", "mine/claim-task.camel.yaml"})
    void fileReplacesTheBuiltInOneOfItsNameWhateverFolderItLiesIn(String name) throws Exception {
        Path own = write(name);

        assertThat(source("claim-task")).isEqualTo(new RouteSource("claim-task.camel.yaml", "claim",
                "routes/worker/claim/claim-task.camel.yaml", own));
        assertThat(RouteFiles.routes(WORKER, folder)).hasSameSizeAs(RouteFiles.routes(WORKER, null));
    }

    @Test
    void fileOfAnotherNameIsAddedUnderTheFolderThatItLiesIn() throws Exception {
        Path flat = write("my-first.camel.yaml");
        Path sorted = write("intake/my-second.camel.yaml");

        assertThat(source("my-first")).isEqualTo(new RouteSource("my-first.camel.yaml", "", null, flat));
        assertThat(source("my-second")).isEqualTo(new RouteSource("my-second.camel.yaml", "intake", null, sorted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..data/my-route.camel.yaml", ".git/my-route.camel.yaml", "kamelets/my-route.camel.yaml",
        "lost+found/my-route.camel.yaml", "one/two/my-route.camel.yaml"})
    void otherFoldersArePassedOver(String name) throws Exception {
        write(name);

        assertThat(RouteFiles.routes(WORKER, folder)).isEqualTo(RouteFiles.routes(WORKER, null));
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws Exception {
        Path flat = write("claim-task.camel.yaml");
        Path sorted = write("claim/claim-task.camel.yaml");

        assertThatThrownBy(() -> RouteFiles.routes(WORKER, folder)).isInstanceOf(SettingsException.class)
                .hasMessage("routes: " + flat + " and " + sorted + " have one name; keep one of them");
    }

    @Test
    void fileNamedAsARenamedRouteIsRefusedWithTheNewName() throws Exception {
        Path file = write("take-entry.camel.yaml");

        assertThatThrownBy(() -> RouteFiles.routes(WORKER, folder)).isInstanceOf(SettingsException.class)
                .hasMessage("routes: " + file + " would replace a route that is now in dispatch-queue-entry.camel.yaml: "
                        + "give the file that name, after a look at 'agentmesh routes show dispatch-queue-entry'");
        assertThat(RouteFiles.routes("routes/server", folder)).extracting(RouteSource::name).contains("take-entry");
    }

    @Test
    void everyRenamedRouteLeadsToOneThatIsThere() throws Exception {
        Properties table = new Properties();
        try (var in = Files.newInputStream(Path.of("routes/renamed.properties"))) {
            table.load(in);
        }

        for (String program : Set.of("worker", "server")) {
            Set<String> names = RouteFiles.routes("routes/" + program, null).stream().map(RouteSource::name)
                    .collect(Collectors.toSet());
            assertThat(table.stringPropertyNames()).filteredOn(key -> key.startsWith(program + ".")).allSatisfy(key -> {
                assertThat(names).contains(table.getProperty(key));
                assertThat(names).doesNotContain(key.substring(program.length() + 1));
            });
        }
        assertThat(table.stringPropertyNames()).allMatch(key -> key.matches("(worker|server)\\.[a-z-]+"));
    }

    private RouteSource source(String name) {
        return RouteFiles.routes(WORKER, folder).stream().filter(source -> source.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "[]");
    }
}
