package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.agentmesh.support.LogLines;
import io.agentmesh.support.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file on a real disk that is full: calls are answered 503 with that reason, and it is logged once. */
@Timeout(300)
class FullDiskTest {

    private static final String FULL = "The database's disk is full.";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aFullDiskIsNamedLoggedOnceAndOverByItself(@TempDir Path folder) throws Exception {
        Path mount = Files.createDirectory(folder.resolve("disk"));
        try (SmallDisk disk = new SmallDisk(mount, "4m"); LogLines log = new LogLines();
                TestServer server = new TestServer(folder, "server.database-url=", "server.database-check=1s",
                        "server.database=" + mount.resolve("server.db"))) {
            server.registerWorker("w1");
            String task = server.createTask("global");
            disk.fill();

            await().atMost(PATIENCE).until(() -> FULL.equals(createTask(server).detail()));
            for (int i = 0; i < 50; i++) {
                TestServer.Answer refused = createTask(server);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.detail()).isEqualTo(FULL);
            }
            assertThat(server.get("/health").status()).isEqualTo(503);
            assertThat(server.get("/health").detail()).isEqualTo(FULL);
            assertThat(server.claim(task, "w1").status()).isEqualTo(503);
            assertThat(server.get("/v1/opencode/tasks/" + task).status()).as("what is stored can be read").isEqualTo(200);
            await().during(Duration.ofSeconds(4)).until(() -> log.containing("INFO the database ").isEmpty());
            assertThat(log.warningsBesideRedis()).hasSize(1).allMatch(line -> line.contains(FULL));

            disk.empty();

            await().atMost(PATIENCE).until(() -> log.containing("INFO the database ").size() == 1);
            assertThat(server.get("/health").status()).isEqualTo(200);
            assertThat(server.claim(task, "w1").status()).isEqualTo(200);
            assertThat(createTask(server).status()).isEqualTo(200);
            assertThat(log.warningsBesideRedis()).hasSize(1);
        }
    }

    private static TestServer.Answer createTask(TestServer server) {
        return server.post("/v1/opencode/codebases/global/tasks",
                "{\"title\": \"t\", \"prompt\": \"%s\"}".formatted("p".repeat(20_000)));
    }
}
