package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Scripts;

/** What each example of docs/customising.md promises. */
class ExamplesTest extends ExamplesScene {

    @Test
    void onlyTasksWithTheLabelAreTaken() throws Exception {
        start("01-labelled-tasks", Map.of());

        String other = submit("say other", Map.of("labels", List.of("cpu")));
        String bare = submit("say bare", Map.of());
        String ours = submit("say ours", Map.of("labels", List.of("cpu", "gpu")));
        awaitStatus(ours, "completed");

        assertThat(fixture.agent.prompts()).containsExactly("say ours");
        assertThat(List.of(task(other), task(bare))).extracting(task -> task.path("status").asText())
                .containsOnly("pending");
    }

    @Test
    void aFailedTaskIsToldInTheChat() throws Exception {
        start("02-failure-webhook", Map.of("my.webhook", chat.url()));

        awaitStatus(submit("say well", Map.of()), "completed");
        String failed = submit("fail", Map.of());
        awaitStatus(failed, "failed");

        within().until(() -> !chat.texts().isEmpty());
        assertThat(chat.texts()).containsExactly("Task a \"quoted\" title (" + failed
                + ") has failed on w1: OpenCode ended with exit 3: it broke");
    }

    @Test
    void anotherAgentWorksInThePlaceOfOpenCode() throws Exception {
        Path agent = Scripts.shell(folder.resolve("bin/claude"), """
                echo "$*" > arguments
                echo reading >&2
                read -r prompt
                case $prompt in
                    break*) echo 'no credit left' >&2; exit 2 ;;
                esac
                echo "$prompt" > answer.txt
                echo "I wrote it"
                echo "in $(basename "$PWD")"
                """);
        fixture.without("opencode_bin");
        start("03-another-agent", Map.of("my.agent", agent.toString()));

        String done = submit("write --this; $HOME", Map.of());
        String failed = submit("break", Map.of());
        awaitStatus(done, "completed");
        awaitStatus(failed, "failed");

        assertThat(task(done).path("result").asText()).isEqualTo("I wrote it\nin shop");
        assertThat(task(failed).path("error").asText()).isEqualTo("the agent ended with exit 2: reading … no credit left");
        assertThat(fixture.folder("shop").resolve("answer.txt")).hasContent("write --this; $HOME");
        assertThat(fixture.folder("shop").resolve("arguments"))
                .hasContent("--print --output-format text --permission-mode acceptEdits");
        within().untilAsserted(() -> assertThat(output(done)).contains("I wrote it"));
    }

    @Test
    void eachTaskGetsABranchAndItsDifferenceIsInTheResult() throws Exception {
        Path shop = fixture.folder("shop");
        git(shop, "init", "--quiet", "--initial-branch=main");
        git(shop, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "--message=begin");
        start("04-git-branch", Map.of());

        String done = submit("hold it", Map.of());
        within().until(() -> fixture.agent.prompts().size() == 1);
        Files.writeString(shop.resolve("HELLO.md"), "Hello.\n");
        fixture.agent.release("it");
        awaitStatus(done, "completed");

        assertThat(task(done).path("result").asText()).startsWith("it\n\n").contains("HELLO.md", "+Hello.");
        assertThat(git(shop, "branch", "--show-current")).isEqualTo("agentmesh/" + done);
        assertThat(git(shop, "log", "-1", "--format=%s by %ae")).isEqualTo("a \"quoted\" title by agentmesh@example.com");
        assertThat(git(shop, "status", "--porcelain")).isEmpty();
    }

    @Test
    void aHookThatFailsFailsTheTaskBeforeTheAgentBegins() throws Exception {
        start("04-git-branch", Map.of());

        String failed = submit("say hello", Map.of());
        awaitStatus(failed, "failed");

        assertThat(task(failed).path("error").asText()).startsWith("git ended with exit 128: fatal: not a git repository");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void filesInAFolderAreTasksAndTheirResultsAreFilesToo() throws Exception {
        Path tasks = Files.createDirectories(folder.resolve("tasks"));
        start("05-task-folder", Map.of("my.folder", tasks.toString()));

        put(tasks, "greet.json", "{\"title\": \"Greet\", \"prompt\": \"say hello\", \"priority\": 3}");
        put(tasks, "broken.json", "{\"title\": \"Greet\"}");

        within().until(() -> Files.exists(tasks.resolve("results/greet.json.txt"))
                && Files.exists(tasks.resolve(".refused/broken.json")));
        within().untilAsserted(() ->
                assertThat(tasks.resolve("results/greet.json.txt")).hasContent("completed: hello"));
        within().until(() -> Files.exists(tasks.resolve(".submitted/greet.json")));
        JsonNode all = calls.get("/v1/opencode/tasks");
        assertThat(all).hasSize(1);
        awaitStatus(all.get(0).path("id").asText(), "completed");
        assertThat(all.get(0).path("title").asText()).isEqualTo("Greet");
        assertThat(all.get(0).path("priority").asInt()).isEqualTo(3);
    }

    @Test
    void anAgentIsBegunAgainOnlyAsTheStricterRulesSay() throws Exception {
        start("06-stricter-retries", Map.of("my.pause", "20"));

        String failed = submit("flaky 1", Map.of());
        awaitStatus(failed, "failed");

        assertThat(task(failed).path("error").asText()).contains("busy");
        assertThat(fixture.agent.prompts()).containsExactly("flaky 1");
    }

    @Test
    void aTaskWaitsUntilItIsApproved() throws Exception {
        Path approvals = Files.createDirectories(folder.resolve("approvals"));
        start("07-approval", Map.of("my.approvals", approvals.toString(), "my.webhook", chat.url()));

        String first = submit("say first", Map.of());
        String second = submit("say second", Map.of());
        within().until(() -> chat.texts().size() == 2);
        Files.createFile(approvals.resolve(second));
        awaitStatus(second, "completed");

        assertThat(task(first).path("status").asText()).isEqualTo("pending");
        assertThat(fixture.agent.prompts()).containsExactly("say second");
        assertThat(approvals.resolve(second)).exists();
        assertThat(chat.texts()).containsExactlyInAnyOrder(
                "Task a \"quoted\" title waits to be approved: touch " + approvals.resolve(first),
                "Task a \"quoted\" title waits to be approved: touch " + approvals.resolve(second));
    }

    /** A file that is there at once, whole. */
    private static void put(Path folder, String name, String content) throws IOException {
        Path half = Files.writeString(folder.resolve(name + ".part"), content);
        Files.move(half, folder.resolve(name));
    }

    private static String git(Path folder, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        Process git = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes()).strip();
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
