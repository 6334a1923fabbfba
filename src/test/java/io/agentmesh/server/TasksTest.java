package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class TasksTest {

    @TempDir
    Path folder;
    private TestServer server;
    private String codebase;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.task-limit=4");
        codebase = server.registerCodebase("w1", "/p");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void newTaskIsPendingWithItsDefaults() {
        TestServer.Answer answer = server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                "{\"title\": \"Täsk\", \"prompt\": \"do\\nit 🚀\"}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode task = answer.json().path("task");
        List<String> fields = new ArrayList<>();
        task.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactly("id", "codebase_id", "title", "prompt", "agent_type", "status", "priority",
                "created_at", "started_at", "completed_at", "result", "error", "session_id", "metadata", "worker_id",
                "attempt", "output");
        assertThat(task.path("title").asText()).isEqualTo("Täsk");
        assertThat(task.path("prompt").asText()).isEqualTo("do\nit 🚀");
        assertThat(task.path("agent_type").asText()).isEqualTo("build");
        assertThat(task.path("status").asText()).isEqualTo("pending");
        assertThat(task.path("priority").asInt()).isZero();
        assertThat(task.path("metadata").toString()).isEqualTo("{}");
        assertThat(task.path("worker_id").isNull()).isTrue();
        assertThat(task.path("attempt").asInt()).isZero();
        ObjectNode read = (ObjectNode) server.task(task.path("id").asText());
        assertThat(read.remove(List.of("waiting_for"))).isEqualTo(task);
        assertThat(server.get("/v1/opencode/codebases/" + codebase).json().path("last_triggered"))
                .isEqualTo(task.path("created_at"));
    }

    @Test
    void everyFieldOfATaskIsKept() {
        JsonNode task = server.post("/v1/opencode/codebases/" + codebase + "/tasks", """
                {"title": "t", "prompt": "p", "agent_type": "plan", "priority": -7,
                 "metadata": {"model": "a/b", "deep": [{"x": 1.5}], "quote\\"d": "\\u00e4"}}""").json().path("task");

        assertThat(task.path("agent_type").asText()).isEqualTo("plan");
        assertThat(task.path("priority").asInt()).isEqualTo(-7);
        assertThat(task.path("metadata").toString())
                .isEqualTo("{\"model\":\"a/b\",\"deep\":[{\"x\":1.5}],\"quote\\\"d\":\"ä\"}");
    }

    @Test
    void testTaskNeedsNoPrompt() {
        TestServer.Answer answer = server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                "{\"title\": \"t\", \"agent_type\": \"noop\"}");

        assertThat(answer.json().at("/task/prompt").asText("missing")).isEmpty();
    }

    @Test
    void urgentTasksComeFirstAndThenTheOldest() {
        List<String> ids = new ArrayList<>();
        for (int priority : new int[] {0, 5, 0, 5}) {
            ids.add(server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                    "{\"title\": \"t\", \"prompt\": \"p\", \"priority\": " + priority + "}").json().at("/task/id")
                    .asText());
        }

        assertThat(idsOf("/v1/opencode/tasks?status=pending"))
                .containsExactly(ids.get(1), ids.get(3), ids.get(0), ids.get(2));
        assertThat(idsOf("/v1/opencode/tasks?limit=1")).containsExactly(ids.get(1));
    }

    @Test
    void oneAnswerHoldsNoMoreThanTheServerAllows() {
        for (int i = 0; i < 6; i++) {
            server.createTask(codebase);
        }

        assertThat(idsOf("/v1/opencode/tasks")).hasSize(4);
        assertThat(idsOf("/v1/opencode/tasks?limit=100")).hasSize(4);
    }

    @Test
    void workerSeesOnlyWhatItMayRun() {
        String mine = server.createTask(codebase);
        String others = server.createTask(server.registerCodebase("w2", "/p"));
        String global = server.createTask("global");

        assertThat(idsOf("/v1/opencode/tasks?status=pending&worker_id=w1")).containsExactly(mine, global);
        assertThat(idsOf("/v1/opencode/tasks?status=pending&worker_id=w2")).containsExactly(others, global);
        assertThat(idsOf("/v1/opencode/tasks?status=pending&worker_id=w3")).containsExactly(global);
        assertThat(idsOf("/v1/opencode/tasks?status=pending")).containsExactly(mine, others, global);
    }

    @Test
    void tasksAreFilteredByStatusAndCodebase() {
        String first = server.createTask(codebase);
        String second = server.createTask(codebase);
        String global = server.createTask("global");
        server.claim(first, "w1");

        assertThat(idsOf("/v1/opencode/tasks?status=running")).containsExactly(first);
        assertThat(idsOf("/v1/opencode/tasks?codebase_id=" + codebase)).containsExactly(first, second);
        assertThat(idsOf("/v1/opencode/tasks?codebase_id=global&status=pending")).containsExactly(global);
        assertThat(idsOf("/v1/opencode/codebases/" + codebase + "/tasks")).containsExactly(first, second);
        assertThat(idsOf("/v1/opencode/codebases/" + codebase + "/tasks?status=pending")).containsExactly(second);
        assertThat(idsOf("/v1/opencode/codebases/global/tasks")).containsExactly(global);
        assertThat(idsOf("/v1/opencode/tasks?codebase_id=nobodys")).isEmpty();
    }

    @Test
    void taskNeedsItsCodebase() {
        TestServer.Answer answer = server.post("/v1/opencode/codebases/nobodys/tasks",
                "{\"title\": \"t\", \"prompt\": \"p\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo("There is no codebase nobodys.");
        assertThat(server.get("/v1/opencode/codebases/nobodys/tasks").status()).isEqualTo(404);
        assertThat(server.get("/v1/opencode/tasks/nobodys").detail()).isEqualTo("There is no task nobodys.");
    }

    private List<String> idsOf(String path) {
        List<String> ids = new ArrayList<>();
        server.get(path).json().forEach(task -> ids.add(task.path("id").asText()));
        return ids;
    }
}
