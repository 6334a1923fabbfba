package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.server.error.ErrorAnswers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class ServerFaultsTest {

    @Test
    void faultOfTheServersOwnIsAnsweredWithoutItsDetails(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder)) {
            String task = server.createTask("global");
            try (Connection database = server.database().connect()) {
                database.createStatement().execute("alter table task_output rename to elsewhere");
            }

            TestServer.Answer answer = server.get("/v1/opencode/tasks/" + task + "/output");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.detail()).isEqualTo(ErrorAnswers.FAULT);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
        }
    }

    @Test
    void writerThatHoldsTheDatabaseForAMomentIsWaitedFor(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(folder);
                Connection database = server.database().connect()) {
            String task = server.createTask("global");
            database.setAutoCommit(false);
            database.createStatement().execute(server.database().keepOthersFromWriting());

            CompletableFuture<TestServer.Answer> claim = CompletableFuture.supplyAsync(() -> server.claim(task, "w1"));
            assertThat(server.task(task).path("status").asText()).isEqualTo("pending");
            assertThat(claim).isNotDone();
            database.commit();

            assertThat(claim.get().status()).isEqualTo(200);
        }
    }
}
