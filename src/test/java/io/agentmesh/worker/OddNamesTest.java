package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.ClassicServer;

/** Folders and files whose names hold what means something in a URI. */
class OddNamesTest {

    private static final String ROUTE = """
            - route:
                id: say-twice
                description: Mine.
                from:
                  uri: direct
                  parameters:
                    name: say-twice
                  steps:
                    - to:
                        uri: kamelet
                        parameters:
                          templateId: my-answer
            """;

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: my-answer
            spec:
              definition:
                title: Mine
                type: object
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to:
                        uri: direct:echo-task
            """;

    private static final String SOURCE = """
            - route:
                id: watch-folder
                description: Mine.
                from:
                  uri: kamelet
                  parameters:
                    templateId: agentmesh-task-folder-source
                    folder: "{{my.folder}}"
                  steps:
                    - stop: {}
            """;

    @TempDir
    Path folder;

    private ClassicServer server;
    private RunningWorker worker;

    @BeforeEach
    void server() {
        server = new ClassicServer();
    }

    @AfterEach
    void close() throws Exception {
        if (worker != null) {
            worker.close();
        }
        server.close();
    }

    /** State, codebase, agent, home and properties lie below a folder of that name. */
    @ParameterizedTest
    @ValueSource(strings = {"a b%20%41c", "a b&c#d+e,f;g=h%z", "$x {y} [z] (ü) 😀 @:~!^|", "a%2Fb?c"})
    void whatTheAgentDidIsDelivered(String name) throws Exception {
        WorkerFixture fixture = fixture(name);
        Path shop = fixture.folder("shop");
        server.add("t1", server.codebase(shop.toString(), "w1"), "say hello");

        worker = start(fixture);

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("hello");
        assertThat(fixture.agent.workedIn()).isEqualTo(shop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b%20%41c", "a b&c#d+e,f;g=h'i%z", "a?b*c{d}", "a,b"})
    void routesAndKameletsAreLoaded(String name) throws Exception {
        WorkerFixture fixture = fixture("plain");
        Path routes = Files.createDirectories(folder.resolve(name));
        Files.writeString(routes.resolve("say-twice.camel.yaml"), ROUTE);
        Files.writeString(Files.createDirectories(routes.resolve("kamelets")).resolve("my-answer.kamelet.yaml"), KAMELET);
        server.add("t1", server.codebase(fixture.folder("shop").toString(), "w1"), "by a kamelet");

        worker = start(fixture.with("routes", routes.toString()).with("agent_route", "say-twice"));

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("by a kamelet");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%41b", "a?b", "a${b}", "a{{b}}", "a\\b", "a\nb"})
    void aSourceOfTasksWhoseFolderWouldBeAnotherStopsTheStart(String name) throws Exception {
        WorkerFixture fixture = fixture("plain");
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("watch-folder.camel.yaml"), SOURCE);
        Path watched = Files.createDirectories(folder.resolve(name));
        fixture.property("my.folder=" + watched.toString().replace("\\", "\\\\").replace("\n", "\\n"));

        assertThatThrownBy(() -> start(fixture.with("routes", routes.toString()))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("watch-folder.camel.yaml line 8").hasMessageContaining("Camel reads that as something else");
    }

    @Test
    void aFolderOfRoutesThatCamelCanNotFindStopsTheStart() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("a\\b"));
        Path file = Files.writeString(routes.resolve("say-twice.camel.yaml"), ROUTE.replace("kamelet", "direct")
                .replace("templateId: my-answer", "name: echo-task"));

        assertThatThrownBy(() -> start(fixture("plain").with("routes", routes.toString())))
                .isInstanceOf(SettingsException.class).hasMessageStartingWith("routes: " + file);
    }

    private WorkerFixture fixture(String name) throws Exception {
        return new WorkerFixture(Files.createDirectories(folder.resolve(name)), server.url())
                .with("poll_interval", "200ms");
    }

    private static RunningWorker start(WorkerFixture fixture) throws Exception {
        return fixture.start();
    }

    private void awaitStatus(String task, String status) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(server.status(task)).isEqualTo(status));
    }
}
