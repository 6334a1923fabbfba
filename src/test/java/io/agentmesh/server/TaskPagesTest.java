package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of tasks holds as many as fit, and hides no codebase behind another. */
@Tag("store")
class TaskPagesTest {

    private static final int PAGE = 100_000;

    private TestServer server;
    private String busy;
    private String free;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(folder, "server.task-limit=4", "server.task-page=" + PAGE);
        busy = server.registerCodebase("w1", "/busy");
        free = server.registerCodebase("w1", "/free");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asManyTasksAsFitComeInTheirOrderAndAtLeastOne() {
        String large = create(busy, PAGE, 1);
        String first = create(busy, PAGE / 4, 0);
        String second = create(busy, PAGE / 4, 0);
        create(busy, PAGE, 0);

        assertThat(ids("/v1/opencode/tasks?status=pending")).containsExactly(large);
        assertThat(ids("/v1/opencode/codebases/" + busy + "/tasks")).containsExactly(large);
        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1")).containsExactly(large);

        server.claim(large, "w1");
        assertThat(ids("/v1/opencode/tasks?status=pending")).containsExactly(first, second);
        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1")).containsExactly(first, second);
    }

    @Test
    void aResultCountsToo() {
        String done = create(busy, 10, 1);
        server.claim(done, "w1");
        server.report(done, "completed", "w1", ", \"result\": \"" + "r".repeat(PAGE) + "\"");
        create(busy, 10, 0);

        assertThat(ids("/v1/opencode/codebases/" + busy + "/tasks")).containsExactly(done);
    }

    @Test
    void theShortFormHasTheSizeOfThePromptInItsPlace() {
        String large = create(busy, PAGE, 0);
        String other = create(busy, PAGE, 0);
        server.post("/v1/opencode/codebases/" + free + "/tasks", "{\"title\": \"t\", \"prompt\": \"ä€\", \"metadata\": {\"a\": 1}}");

        JsonNode tasks = server.get("/v1/opencode/tasks?status=pending&fields=short").json();

        assertThat(tasks).extracting(task -> task.path("id").asText()).startsWith(large, other).hasSize(3);
        assertThat(tasks).extracting(task -> task.path("prompt_bytes").asInt()).containsExactly(PAGE, PAGE, 5);
        assertThat(tasks.get(2).path("metadata").toString()).isEqualTo("{\"a\":1}");
        assertThat(tasks).noneMatch(task -> task.has("prompt") || task.has("result") || task.has("error"));
        assertThat(server.claim(large, "w1").json().at("/task/prompt").asText()).hasSize(PAGE);
        assertThat(server.get("/v1/opencode/tasks?fields=long").status()).isEqualTo(400);
    }

    @Test
    void aLongQueueInOneCodebaseHidesNoOther() {
        for (int i = 0; i < 6; i++) {
            create(busy, 10, 5);
        }
        String other = create(free, 10, 0);

        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1")).hasSize(4).endsWith(other);
    }

    @Test
    void aLargeTaskThatTheWorkerDoesNotTakeHidesNoOtherCodebase() {
        String notServed = create("global", PAGE, 9);
        String left = create(busy, PAGE, 5);
        String other = create(free, PAGE, 0);
        create("global", 10, 9);

        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1")).containsExactly(notServed, left, other);
    }

    @Test
    void theFirstTasksOfManyCodebasesAreBounded() {
        List<String> large = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            large.add(create(server.registerCodebase("w1", "/large/" + i), PAGE * 10, 0));
        }

        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1")).containsExactlyElementsOf(large.subList(0, 2));
    }

    @Test
    void aCodebaseWhereTheWorkerIsAtWorkComesLast() {
        server.claim(create(busy, 10, 9), "w1");
        create(busy, PAGE, 9);
        String other = create(free, PAGE, 0);

        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1")).containsExactly(other);
    }

    @Test
    void aCodebaseThatTheWorkerNamesAsBusyIsLeftOut() {
        create(busy, 10, 0);
        String other = create(free, 10, 0);
        String global = create("global", 10, 0);

        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1&busy=" + busy)).containsExactly(other, global);
        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1&busy=" + busy + "," + free)).containsExactly(global);
        assertThat(ids("/v1/opencode/tasks?status=pending&worker_id=w1&busy=,%27")).hasSize(3);
    }

    private String create(String codebase, int promptLength, int priority) {
        return server.post("/v1/opencode/codebases/" + codebase + "/tasks", "{\"title\": \"t\", \"prompt\": \""
                + "p".repeat(promptLength) + "\", \"priority\": " + priority + "}").json().at("/task/id").asText();
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        server.get(path).json().forEach(task -> ids.add(task.path("id").asText()));
        return ids;
    }
}
