package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class SharedCodebasesTest {

    @TempDir
    Path folder;
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void workersThatShareANameServeOneCodebase() {
        JsonNode first = share("w2", "/two", "shop");
        JsonNode second = share("w1", "/one", "shop");

        assertThat(first.path("shared").asBoolean()).isTrue();
        assertThat(first.path("worker_id").isNull()).isTrue();
        assertThat(first.path("workers").toString()).isEqualTo("[\"w2\"]");
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("workers").toString()).isEqualTo("[\"w1\",\"w2\"]");
        assertThat(server.get("/v1/opencode/codebases/" + first.path("id").asText()).json()).isEqualTo(second);
        assertThat(server.get("/v1/opencode/codebases").json()).containsExactly(second);
    }

    @Test
    void workerIsToldOfWhatItServesAndOfNothingElse() {
        JsonNode shared = share("w1", "/shop", "shop");
        String own = server.registerCodebase("w1", "/own");
        share("w2", "/elsewhere", "other");
        server.registerCodebase("w2", "/own");

        for (String list : List.of("/v1/opencode/codebases", "/v1/opencode/codebases/list")) {
            assertThat(server.get(list + "?worker_id=w1").json().findValuesAsText("id"))
                    .containsExactlyInAnyOrder(shared.path("id").asText(), own);
            assertThat(server.get(list + "?worker_id=w3").json()).isEmpty();
            assertThat(server.get(list).json()).hasSize(4);
        }
        assertThat(server.get("/v1/opencode/codebases?worker_id=w1&worker_id=w2").status()).isEqualTo(400);
    }

    @Test
    void anyOfThemMayRunItsTasksAndNobodyElse() {
        String codebase = share("w1", "/p", "shop").path("id").asText();
        share("w2", "/p", "shop");
        String task = server.createTask(codebase);

        assertThat(pending("w1")).hasSize(1);
        assertThat(pending("w2")).hasSize(1);
        assertThat(pending("w3")).isEmpty();
        assertThat(server.claim(task, "w3").status()).isEqualTo(403);
        assertThat(server.claim(task, "w2").status()).isEqualTo(200);
        assertThat(server.claim(task, "w1").status()).isEqualTo(409);
    }

    @Test
    void ownCodebaseThatIsSharedLaterKeepsItsIdAndTasks() {
        String own = server.registerCodebase("w1", "/p");
        String task = server.createTask(own);

        assertThat(share("w1", "/p", "c").path("id").asText()).isEqualTo(own);
        share("w2", "/q", "c");

        assertThat(server.claim(task, "w2").status()).isEqualTo(200);
    }

    @Test
    void workerThatRegistersThePathForItselfNoLongerShares() {
        String shared = share("w1", "/p", "shop").path("id").asText();
        share("w2", "/p", "shop");

        String own = server.registerCodebase("w1", "/p");

        assertThat(own).isNotEqualTo(shared);
        assertThat(server.get("/v1/opencode/codebases/" + shared).json().path("workers").toString())
                .isEqualTo("[\"w2\"]");
        assertThat(server.claim(server.createTask(shared), "w1").status()).isEqualTo(403);
    }

    @Test
    void ownAndSharedCodebasesOfOneNameAreDifferent() {
        String own = server.registerCodebase("w1", "/p");

        assertThat(share("w2", "/p", "c").path("id").asText()).isNotEqualTo(own);
        assertThat(share("w1", "/p", "c").path("id").asText()).isNotEqualTo(own);
        assertThat(server.claim(server.createTask(own), "w2").status()).isEqualTo(403);
    }

    @Test
    void sharedCodebaseShowsWithEachOfItsWorkers() {
        server.registerWorker("w1");
        share("w1", "/p", "shop");

        assertThat(server.get("/v1/monitor/workers").json().at("/workers/0/codebases").toString())
                .isEqualTo("[\"shop\"]");
    }

    @Test
    void sharedMustBeTrueOrFalse() {
        assertThat(server.post("/v1/opencode/codebases",
                "{\"name\": \"a\", \"path\": \"/p\", \"worker_id\": \"w\", \"shared\": \"yes\"}").status()).isEqualTo(422);
    }

    private JsonNode pending(String workerId) {
        return server.get("/v1/opencode/tasks?status=pending&worker_id=" + workerId).json();
    }

    private JsonNode share(String workerId, String path, String name) {
        return server.post("/v1/opencode/codebases", """
                {"name": "%s", "path": "%s", "worker_id": "%s", "shared": true}""".formatted(name, path, workerId))
                .json().path("codebase");
    }
}
