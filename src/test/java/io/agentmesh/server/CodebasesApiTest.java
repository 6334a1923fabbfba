package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class CodebasesApiTest {

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
    void codebaseIsRegisteredAsTheSeedDoesIt() {
        TestServer.Answer answer = server.post("/v1/opencode/codebases", """
                {"name": "my-project", "path": "/home/user/my-project", "worker_id": "worker-1"}""");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode codebase = answer.json().path("codebase");
        assertThat(codebase.path("name").asText()).isEqualTo("my-project");
        assertThat(codebase.path("path").asText()).isEqualTo("/home/user/my-project");
        assertThat(codebase.path("worker_id").asText()).isEqualTo("worker-1");
        assertThat(codebase.path("agent_config").toString()).isEqualTo("{}");
        assertThat(server.get("/v1/opencode/codebases/" + codebase.path("id").asText()).json()).isEqualTo(codebase);
        assertThat(server.get("/v1/opencode/codebases").json()).containsExactly(codebase);
        assertThat(server.get("/v1/opencode/codebases/list").json()).containsExactly(codebase);
    }

    @Test
    void sameWorkerAndPathKeepTheIdAndWhatIsNotSaidAgain() {
        String id = server.post("/v1/opencode/codebases", """
                {"name": "a", "path": "/p", "worker_id": "w1", "description": "d", "agent_config": {"x": [1]}}""")
                .json().at("/codebase/id").asText();

        JsonNode again = server.post("/v1/opencode/codebases", """
                {"name": "b", "path": "/p", "worker_id": "w1", "description": null}""").json().path("codebase");

        assertThat(again.path("id").asText()).isEqualTo(id);
        assertThat(again.path("name").asText()).isEqualTo("b");
        assertThat(again.path("description").asText()).isEqualTo("d");
        assertThat(again.path("agent_config").toString()).isEqualTo("{\"x\":[1]}");
    }

    @Test
    void aPathIsOneCodebaseHoweverItIsWritten() {
        String id = server.registerCodebase("w1", "/p/q");

        for (String path : List.of("/p/q/", "/p//q", "/./p/./q/.", "//p/q")) {
            assertThat(server.registerCodebase("w1", path)).as(path).isEqualTo(id);
        }
        assertThat(server.get("/v1/opencode/codebases/" + id).json().path("path").asText()).isEqualTo("/p/q");
        server.registerCodebase("w1", "/");
        server.registerCodebase("w1", "C:\\\\code");
        assertThat(server.get("/v1/opencode/codebases").json().findValuesAsText("path"))
                .containsExactlyInAnyOrder("/p/q", "/", "C:\\code");
    }

    @Test
    void samePathOfAnotherWorkerIsAnotherCodebase() {
        assertThat(server.registerCodebase("w1", "/p")).isNotEqualTo(server.registerCodebase("w2", "/p"));
    }

    @Test
    void workersAreAskedForACodebaseThatNamesNone() {
        server.registerWorker("w1");

        TestServer.Answer answer = server.post("/v1/opencode/codebases", """
                {"name": "a", "path": "/p", "agent_config": {"k": "v"}}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("pending").asBoolean()).isTrue();
        JsonNode task = ((ObjectNode) server.task(answer.json().path("task_id").asText())).remove(List.of("waiting_for"));
        assertThat(task.path("codebase_id").asText()).isEqualTo("__pending__");
        assertThat(task.path("agent_type").asText()).isEqualTo("register_codebase");
        assertThat(task.path("metadata").toString())
                .isEqualTo("{\"name\":\"a\",\"path\":\"/p\",\"description\":null,\"agent_config\":{\"k\":\"v\"}}");
        assertThat(server.get("/v1/opencode/tasks?status=pending&worker_id=w1").json()).containsExactly(task);
        assertThat(server.claim(task.path("id").asText(), "w1").status()).isEqualTo(200);
    }

    @Test
    void nobodyIsAskedWhereNoWorkerIsRegistered() {
        TestServer.Answer answer = server.post("/v1/opencode/codebases", "{\"name\": \"a\", \"path\": \"/p\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("No worker is registered");
        assertThat(server.get("/v1/opencode/tasks").json()).isEmpty();
    }

    @Test
    void deletedCodebaseTakesItsWaitingTasksAlong() {
        String codebase = server.registerCodebase("w1", "/p");
        String waiting = server.createTask(codebase);
        String running = server.createTask(codebase);
        server.claim(running, "w1");

        assertThat(server.delete("/v1/opencode/codebases/" + codebase).status()).isEqualTo(200);

        assertThat(server.get("/v1/opencode/codebases/" + codebase).status()).isEqualTo(404);
        assertThat(server.delete("/v1/opencode/codebases/" + codebase).status()).isEqualTo(404);
        assertThat(server.task(waiting).path("status").asText()).isEqualTo("cancelled");
        assertThat(server.task(waiting).path("error").asText()).contains("deleted");
        assertThat(server.task(running).path("status").asText()).isEqualTo("running");
        assertThat(server.report(running, "completed", "w1", "").status()).isEqualTo(200);
    }
}
