package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.server.config.StartFailure;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAppTest {

    @TempDir
    Path folder;

    @Test
    void takenPortIsOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerApp app = app(null, Map.of("server.port", String.valueOf(taken.getLocalPort())));

            assertThatThrownBy(app::start).isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("can't listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void fileThatIsNoDatabaseIsOneClearLine() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no database at all, just some notes");

        assertThatThrownBy(app(null, Map.of("server.database", file.toString()))::start)
                .isInstanceOf(SettingsException.class).hasMessageContaining(file.toString())
                .hasMessageContaining("not a database");
        assertThat(file).hasContent("no database at all, just some notes");
    }

    @Test
    void databaseIsForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("a/b/server.db");

        app(null, Map.of("server.database", file.toString())).start().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void brokenRouteFileIsNamedWithItsLine() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Files.writeString(routes.resolve("tasks.camel.yaml"), "- route:\n    id: x\n   bad: y\n");

        assertThatThrownBy(app(routes, Map.of())::start).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("routes: " + routes.toRealPath().resolve("tasks.camel.yaml") + " line 3")
                .hasMessageContaining("it is no YAML");
    }

    @Test
    void routeOfTheIntegratorTakesThePlaceOfTheBuiltInOne() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        ReplacedRoute.write(routes, "rest-api", "describe-server", """
                        - setBody:
                            expression:
                              constant:
                                expression: mine
                """);
        try (RunningServer server = app(routes, Map.of()).start()) {
            assertThat(get(server.url())).isEqualTo("mine");
        }
    }

    @Test
    void sqlOfTheIntegratorTakesThePlaceOfTheBuiltInOne() throws Exception {
        Path sql = Files.createDirectories(folder.resolve("routes/sql"));
        Files.writeString(sql.resolve("select-worker-counts.sql"), """
                -- Nobody's tasks # are counted here: :#not a parameter, ? not one.
                select w.*, 7 as tasks_completed, 0 as tasks_failed, 0 as tasks_running
                from workers w
                where w.worker_id <> :#${properties:my.hidden-worker}
                """);
        Path properties = Files.writeString(folder.resolve("my.properties"), "my.hidden-worker=w2\n");

        try (TestServer server = new TestServer(folder, "routes=" + sql.getParent(), "properties=" + properties)) {
            server.registerWorker("w1");
            server.registerWorker("w2");

            assertThat(server.get("/v1/monitor/workers").json().path("workers")).hasSize(1);
            assertThat(server.get("/v1/monitor/workers").json().at("/workers/0/tasks_completed").asInt()).isEqualTo(7);
        }
    }

    @Test
    void sqlThatCanNotTakeAnyPlaceStopsTheStart() throws Exception {
        Path sql = Files.createDirectories(folder.resolve("routes/sql"));
        Path own = sql.toRealPath().resolve("select-worker-count.sql");
        Files.writeString(own, "select 1");
        assertThatThrownBy(app(sql.getParent(), Map.of())::start).isInstanceOf(SettingsException.class)
                .hasMessage("routes: " + own + " is called by no route (did you mean select-worker-counts.sql?)");

        Files.delete(own);
        Path filled = Files.writeString(own.resolveSibling("select-tasks.sql"), "select * from tasks limit {{server.task-limit}}");
        assertThatThrownBy(app(sql.getParent(), Map.of())::start).isInstanceOf(SettingsException.class)
                .hasMessage("routes: " + filled + ": found {{, which is not filled in SQL; expected: :#${properties:NAME}");
    }

    @Test
    void fileThatLacksARouteOfTheOneThatItReplacesStopsTheStart() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        String leases = Files.readString(Path.of("routes/server/leases.camel.yaml"));
        Path own = Files.writeString(routes.toRealPath().resolve("leases.camel.yaml"),
                leases.substring(0, leases.lastIndexOf("- route:")));

        assertThatThrownBy(app(routes, Map.of())::start).isInstanceOf(SettingsException.class)
                .hasMessageContaining("no route is entered as direct:return-task")
                .hasMessageContaining("routes: " + own + ": the route return-task is missing; expected: all routes of the "
                        + "file that it replaces");
    }

    @Test
    void fileOfARouteThatWasMergedNamesTheNewOne() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Path own = Files.writeString(routes.toRealPath().resolve("claim-task.camel.yaml"), "[]");

        assertThatThrownBy(app(routes, Map.of())::start).isInstanceOf(SettingsException.class)
                .hasMessageContaining(own + " would replace a route that is now in tasks.camel.yaml");
    }

    @Test
    void propertiesFileWinsOverTheBuiltInOne() throws Exception {
        Path properties = Files.writeString(folder.resolve("my.properties"), "server.output-limit=1\n"
                + "server.database=" + folder.resolve("elsewhere.db") + "\nserver.port=0\n");

        try (RunningServer server = new ServerApp(ServerSettings.load(null, properties, Map.of())).start()) {
            assertThat(get(server.url())).contains("AgentMesh");
        }
        assertThat(folder.resolve("elsewhere.db")).exists();
    }

    @Test
    void closedServerFreesItsPort() throws IOException {
        RunningServer server = app(null, Map.of("server.port", String.valueOf(FreePort.next()))).start();
        server.close();

        try (ServerSocket again = new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    private ServerApp app(Path routes, Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of("server.port", "0", "server.database",
                folder.resolve("server.db").toString()));
        all.putAll(overrides);
        return new ServerApp(ServerSettings.load(routes, null, all));
    }

    private static String get(URI url) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
}
