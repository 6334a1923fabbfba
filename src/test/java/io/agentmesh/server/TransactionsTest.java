package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps that belong together happen together, whatever else happens at that time. */
@Timeout(120)
@Tag("store")
class TransactionsTest {

    private static final String SESSION = """
            {"worker_id": "w1", "sessions": [{"id": "ses_1", "title": "t", "created": 1764000000000,
             "updated": 1764000001000, "version": "1.18.0"}]}""";
    private static final String MESSAGE = """
            {"worker_id": "w1", "messages": [{"id": "msg_1", "sessionID": "ses_1", "role": "user",
             "time": {"created": 1764000000000}, "parts": []}]}""";

    private static final String GIVE_BACK = """
                    - to:
                        uri: sql
                        parameters:
                          query: >-
                            update tasks set status = 'pending', worker_id = null
                            where id = :#id and status = 'running' and worker_id = 'w1'
                          noop: true
            """;

    @Test
    void noTaskIsLeftPendingInACodebaseThatIsDeletedMeanwhile(@TempDir Path folder) {
        try (TestServer server = new TestServer(folder)) {
            server.registerWorker("w1");
            for (int round = 0; round < 15; round++) {
                String codebase = server.registerCodebase("w1", "/p" + round);
                CompletableFuture<?> creators = CompletableFuture.allOf(IntStream.range(0, 6).mapToObj(
                        i -> CompletableFuture.runAsync(() -> server.createTask(codebase))).toArray(CompletableFuture[]::new));
                server.delete("/v1/opencode/codebases/" + codebase);
                creators.join();
            }
            assertThat(server.get("/v1/opencode/tasks?status=pending").json()).isEmpty();
        }
    }

    @Test
    void whoFollowsATaskHearsThatItsCodebaseWasDeleted(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            server.registerWorker("w1");
            String codebase = server.registerCodebase("w1", "/p");
            String task = server.createTask(codebase);
            CompletableFuture<String> stream = CompletableFuture.supplyAsync(
                    () -> server.text(server.request("/v1/opencode/tasks/" + task + "/output/stream").GET()));
            await().during(Duration.ofSeconds(1)).until(() -> !stream.isDone());

            server.delete("/v1/opencode/codebases/" + codebase);

            // Sooner than the look that a follower takes by itself.
            await().atMost(Duration.ofSeconds(8)).until(stream::isDone);
            assertThat(stream.get()).contains("event: done").contains("cancelled");
            assertThat(server.task(task).path("error").asText()).isEqualTo("its codebase was deleted");
        }
    }

    @Test
    void sessionsAndMessagesAreStoredWholeOrNotAtAll(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder, "server.kept-sessions=0", "server.kept-messages=0");
                Connection database = server.database().connect(); Statement statement = database.createStatement()) {
            server.registerWorker("w1");
            String codebase = server.registerCodebase("w1", "/p");
            refuseDeletes(server, statement, "sessions");
            refuseDeletes(server, statement, "session_messages");

            String sessions = "/v1/opencode/codebases/" + codebase + "/sessions";
            assertThat(server.post(sessions + "/sync", SESSION).status()).isEqualTo(500);
            assertThat(server.get(sessions).json().path("sessions")).isEmpty();
            assertThat(server.post(sessions + "/ses_1/messages/sync", MESSAGE).status()).isEqualTo(500);
            assertThat(server.get(sessions).json().path("sessions")).isEmpty();
        }
    }

    @Test
    void aTaskThatIsGivenBackJustAfterAClaimCameTooLateIsClaimed(@TempDir Path folder) throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        // The holder gives the task back between the update of the claim and its look.
        String look = "        - to:\n            id: select-task\n";
        Files.writeString(routes.resolve("tasks.camel.yaml"),
                Files.readString(Path.of("routes/server/tasks.camel.yaml")).replace(look, GIVE_BACK + look));
        try (TestServer server = new TestServer(folder, "routes=" + routes)) {
            for (String worker : new String[] {"w1", "w2"}) {
                server.registerWorker(worker);
                server.post("/v1/opencode/codebases", "{\"name\": \"shop\", \"path\": \"/p\", \"worker_id\": \"%s\", \"shared\": true}"
                        .formatted(worker));
            }
            String codebase = server.get("/v1/opencode/codebases").json().path(0).path("id").asText();
            String task = server.createTask(codebase);
            server.registerWorker("w3");
            assertThat(server.claim(task, "w1").status()).isEqualTo(200);

            TestServer.Answer answer = server.claim(task, "w2");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/task/worker_id").asText()).isEqualTo("w2");
            assertThat(answer.json().at("/task/attempt").asInt()).isEqualTo(2);
            assertThat(server.claim(task, "w3").status()).isEqualTo(409);
        }
    }

    private static void refuseDeletes(TestServer server, Statement statement, String table) throws Exception {
        if (server.database() instanceof TestDatabase.PostgresSchema) {
            statement.execute("create function no_" + table + "() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'no'; end $$");
            statement.execute("create trigger no_" + table + " before delete on " + table + " for each row execute function no_"
                    + table + "()");
        } else {
            statement.execute("create trigger no_" + table + " before delete on " + table
                    + " begin select raise(abort, 'no'); end");
        }
    }
}
