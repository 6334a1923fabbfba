package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

@Tag("store")
class OverviewTest {

    @TempDir
    Path folder;

    private TestServer server;
    private String codebase;

    @BeforeEach
    void start() {
        server = new TestServer(folder, "server.task-limit=3");
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/srv/c");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void newestComesFirstWhateverItsPriority() {
        String important = create("a", "p", 9);
        String newest = create("b", "p", 0);

        assertThat(ids("")).containsExactly(newest, important);
    }

    @Test
    void taskIsToldWithoutItsTexts() {
        create("title", "a long prompt", 0);

        JsonNode task = overview("").path("tasks").get(0);
        assertThat(task.path("title").asText()).isEqualTo("title");
        assertThat(task.path("codebase_name").asText()).isEqualTo("c");
        assertThat(task.has("prompt")).isFalse();
        assertThat(task.has("result")).isFalse();
        assertThat(task.has("metadata")).isFalse();
    }

    @Test
    void countsIgnoreTheStatusThatIsAskedFor() {
        String running = create("a", "p", 0);
        create("b", "p", 0);
        server.claim(running, "w1");

        JsonNode overview = overview("?status=running");
        assertThat(overview.path("tasks")).hasSize(1);
        assertThat(overview.path("counts").toString())
                .isEqualTo("{\"pending\":1,\"running\":1,\"completed\":0,\"failed\":0,\"cancelled\":0}");
    }

    @Test
    void requestToCancelIsShown() {
        String running = create("a", "p", 0);
        server.claim(running, "w1");
        server.post("/v1/opencode/tasks/" + running + "/cancel");

        assertThat(overview("").path("tasks").get(0).path("cancel_requested_at").asText()).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({"CART, cart", "cart, cart", "50%25, 50%", "%25, 50%", "_, a_b", "!, wow!", "needle, hidden"})
    void searchFindsTheTextItself(String query, String found) {
        for (String title : List.of("cart", "50%", "a_b", "wow!", "hidden")) {
            create(title, title.equals("hidden") ? "a Needle in it" : "p", 0);
        }

        assertThat(overview("?q=" + query).path("tasks").findValuesAsText("title")).containsExactly(found);
    }

    @Test
    void idIsFoundByItsBeginning() {
        String task = create("a", "p", 0);

        assertThat(ids("?q=" + task.substring(0, 8))).containsExactly(task);
        assertThat(ids("?q=" + task.substring(1, 12))).isEmpty();
    }

    @Test
    void codebaseAndWorkerFilter() {
        String mine = create("a", "p", 0);
        String other = server.createTask(server.registerCodebase("w1", "/srv/d"));
        server.claim(other, "w1");

        assertThat(ids("?codebase_id=" + codebase)).containsExactly(mine);
        assertThat(ids("?worker_id=w1")).containsExactly(other);
        assertThat(overview("?codebase_id=" + codebase).path("counts").path("running").asInt()).isZero();
    }

    @Test
    void answerHasALimit() {
        for (int number = 0; number < 5; number++) {
            create("t" + number, "p", 0);
        }

        assertThat(ids("?limit=2")).hasSize(2);
        assertThat(ids("?limit=100")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=nonsense", "?limit=0", "?limit=x", "?q=a&q=b", "?q=%00"})
    void whatMakesNoSenseIsRefused(String query) {
        assertThat(server.get("/v1/monitor/tasks" + query).status()).isEqualTo(400);
    }

    @Test
    void searchThatIsTooLongIsRefused() {
        assertThat(server.get("/v1/monitor/tasks?q=" + "a".repeat(201)).status()).isEqualTo(400);
    }

    private String create(String title, String prompt, int priority) {
        return server.post("/v1/opencode/codebases/" + codebase + "/tasks",
                "{\"title\": \"%s\", \"prompt\": \"%s\", \"priority\": %d}".formatted(title, prompt, priority))
                .json().path("task").path("id").asText();
    }

    private List<String> ids(String query) {
        return overview(query).path("tasks").findValuesAsText("id");
    }

    private JsonNode overview(String query) {
        return server.get("/v1/monitor/tasks" + query).json();
    }
}
