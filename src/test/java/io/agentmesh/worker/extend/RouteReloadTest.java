package io.agentmesh.worker.extend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.worker.LivesScene;
import io.agentmesh.worker.WorkerProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that are edited while a worker runs ({@code --dev}), each worker a process of its own. */
class RouteReloadTest extends LivesScene {

    private static final String ANSWER = """
            - route:
                id: echo-task
                description: Answers %s.
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct
                  parameters:
                    name: echo-task
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: hooks
                            method: completed('%1$s')
            """;

    private static final String QUERY = """
                    - to:
                        uri: sql
                        parameters:
                          query: classpath:sql/answer.sql
                          dataSource: "#bean:myDatabase"
                          outputType: SelectOne
            """;

    private static final String DATABASE = """
            - beans:
                - name: myDatabase
                  type: org.sqlite.SQLiteDataSource
                  properties:
                    url: "jdbc:sqlite:%s"
            """;

    private Path routes;
    private WorkerProcess worker;

    @BeforeEach
    void startWithRoutes() throws IOException {
        routes = Files.createDirectories(fixture.root.resolve("routes"));
        Files.createDirectory(routes.resolve("sql"));
        edit("my-beans", DATABASE.formatted(fixture.root.resolve("my.db")));
        Files.createDirectory(routes.resolve("claim"));
        fixture.with("routes", routes.toString()).with("dev", true);
        worker = start();
        within().until(() -> worker.log().contains("are reloaded") && worker.log().contains("registered at"));
    }

    @Test
    void aChangedFileIsReloadedAndABrokenOneLeavesTheOldRoute() throws Exception {
        assertThat(answer()).isEqualTo("say it");

        Files.createSymbolicLink(routes.resolve(".#echo-task.camel.yaml"), Path.of("somebody@host.4711:1"));
        Files.writeString(routes.resolve("._echo-task.camel.yaml"), "\0 no: [yaml");
        edit("echo-task", ANSWER.formatted("one"));
        awaitLog("reloaded echo-task.camel.yaml");
        assertThat(answer()).isEqualTo("one");

        edit("echo-task", ANSWER.formatted("two").replace("setBody", "setBoddy"));
        awaitLog("rejected echo-task.camel.yaml; routes unchanged");
        awaitLog("echo-task.camel.yaml line 11, route echo-task: setBoddy isn't known here (did you mean setBody?)");
        assertThat(answer()).isEqualTo("one");

        edit("echo-task", ANSWER.formatted("two").replace("ref: hooks", "ref: nobody"));
        awaitLog("there is no bean nobody");
        assertThat(answer()).isEqualTo("one");

        edit("echo-task", ANSWER.formatted("three"));
        within().until(() -> worker.log().split("reloaded echo-task", -1).length == 3);
        assertThat(answer()).isEqualTo("three");
    }

    /** The route calls the server by a kamelet, whose route is made anew with it. */
    @Test
    void aFileInAFolderIsTakenAndGoesOnCallingTheServer() throws Exception {
        String claim = Files.readString(Path.of("routes/worker/claim/claim-task.camel.yaml"));

        edit("claim/claim-task", "# Mine.\n" + claim);
        awaitLog("reloaded claim-task.camel.yaml");
        assertThat(answer()).isEqualTo("say it");

        edit("claim-task", claim);
        awaitLog("claim-task.camel.yaml have one name; keep one of them");
        assertThat(answer()).isEqualTo("say it");
    }

    @Test
    void aRunningTaskFinishesBeforeTheRouteThatItIsInChanges() throws Exception {
        String running = submit("hold it");
        awaitRuns(1);

        edit("run-task", Files.readString(Path.of("routes/worker/run/run-task.camel.yaml"))
                .replace("'echo'", "'echo2'"));
        awaitLog("it is reloaded once these tasks have ended, and no other is started before: " + running);
        String next = submit("say next");
        assertThat(task(running).path("status").asText()).isEqualTo("running");
        assertThat(task(next).path("status").asText()).isEqualTo("pending");
        fixture.agent.release("it");

        awaitStatus(running, "completed");
        awaitLog("reloaded run-task.camel.yaml");
        awaitStatus(next, "completed");
        assertThat(task(running).path("result").asText()).isEqualTo("it");
        // The new rule doesn't know echo: such a task now goes to the agent.
        assertThat(answer()).isEqualTo("it");
        awaitSettled();
    }

    /** Of an integrator's own route: the worker itself has none. */
    @Test
    void aRouteIsReloadedWithTheSqlThatItCalls() throws Exception {
        edit("echo-task", ANSWER.formatted("by SQL").replace("completed('by SQL')", "completed(${body})")
                .replace("        - setBody", QUERY + "        - setBody"));
        awaitLog("there is no file sql/answer.sql");
        Path sql = Files.writeString(routes.resolve("sql/answer.sql"), "-- The first.\nselect\n'one'");
        awaitLog("reloaded echo-task.camel.yaml");
        assertThat(answer()).isEqualTo("one");

        Files.writeString(sql, "select {{no.property}}");
        awaitLog("answer.sql: found {{, which is not filled in SQL");
        assertThat(answer()).isEqualTo("one");

        Files.writeString(sql, "select 'two'");
        within().until(() -> worker.log().split("reloaded echo-task", -1).length == 3);
        assertThat(answer()).isEqualTo("two");
    }

    private void edit(String name, String yaml) throws IOException {
        Files.writeString(routes.resolve(name + ".camel.yaml"), yaml);
    }

    private void awaitLog(String text) {
        within().untilAsserted(() -> assertThat(worker.log()).contains(text));
    }

    /** What a task of the kind echo comes to. */
    private String answer() {
        String id = submit("say it", "echo");
        awaitStatus(id, "completed");
        return task(id).path("result").asText();
    }
}
