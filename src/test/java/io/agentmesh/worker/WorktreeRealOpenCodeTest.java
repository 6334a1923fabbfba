package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agentmesh.support.GitRepository;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.Processes;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;

/** The real OpenCode in worktrees of one repository. */
class WorktreeRealOpenCodeTest extends LivesScene {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    private ScriptedModel model;
    private GitRepository shop;
    private Path go;

    @BeforeEach
    void realAgent() throws IOException {
        model = ScriptedModel.start();
        shop = GitRepository.create(fixture.folder("shop"));
        shop.commit("file", "one\n");
        go = folder.resolve("go");
        fixture.variables.putAll(OPENCODE.environment(fixture.home));
        fixture.with("opencode_bin", OPENCODE.program().toString()).with("opencode_config", model.openCodeConfig())
                .with("isolation", "worktree").with("max_concurrent", 2);
    }

    @AfterEach
    void closeModel() throws IOException {
        Files.writeString(go, "");
        model.close();
    }

    private ModelReply edit(String name) {
        return ModelReply.bash("echo $$ > pid-" + name + "; echo " + name + " > file; while [ ! -e '" + go
                + "' ]; do sleep 0.1; done; rm pid-" + name);
    }

    private Path worktree(String task) {
        return fixture.state.resolve("worktrees").resolve(task(task).path("codebase_id").asText()).resolve(task);
    }

    private void awaitBegun(String task, String name) {
        Path pid = worktree(task).resolve("pid-" + name);
        within().until(() -> Files.exists(pid) && Files.size(pid) > 0);
    }

    @Test
    void twoTasksAtOnceEditTheSameFileOnBranchesOfTheirOwn() throws IOException {
        model.program("First", edit("first"), ModelReply.text("Done first."));
        model.program("Second", edit("second"), ModelReply.text("Done second."));
        shop.write("file", "my own, uncommitted\n");
        String before = shop.git("status", "--porcelain=v2", "--branch");
        start();

        String first = submit("First");
        String second = submit("Second");
        awaitBegun(first, "first");
        awaitBegun(second, "second");
        Files.createFile(go);

        awaitStatus(first, "completed");
        awaitStatus(second, "completed");
        assertThat(shop.git("show", "agentmesh/" + first + ":file")).isEqualTo("first");
        assertThat(shop.git("show", "agentmesh/" + second + ":file")).isEqualTo("second");
        assertThat(shop.git("status", "--porcelain=v2", "--branch")).isEqualTo(before);
        assertThat(shop.folder().resolve("file")).hasContent("my own, uncommitted");
        assertThat(output(first).get(0)).startsWith("[1 uncommitted change in ");
        JsonNode changes = task(first).path("changes");
        assertThat(changes.path("branch").asText()).isEqualTo("agentmesh/" + first);
        assertThat(changes.path("commits")).hasSize(1);
        assertThat(changes.path("files").toString())
                .isEqualTo("[{\"path\":\"file\",\"status\":\"modified\",\"added\":1,\"removed\":1}]");
        assertThat(changes.path("diff").asText()).contains("-one\n+first\n");
        assertThat(task(first).path("usage").path("input").asLong()).isPositive();
    }

    @Test
    void anAgentThatDiedGoesOnInItsWorktree() throws IOException {
        model.program("First", edit("first"), ModelReply.text("never said"));
        model.program("You were interrupted", ModelReply.bash("echo more >> file; rm -f pid-first"),
                ModelReply.text("Finished after all."));
        WorkerProcess life = start();
        String task = submit("First");
        awaitBegun(task, "first");
        within().until(() -> journal(task).path("session").asText().startsWith("ses_"));
        life.kill();
        Processes.kill(process(task).path("pid").asLong());

        start();

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("Finished after all.");
        assertThat(shop.git("show", "agentmesh/" + task + ":file")).isEqualTo("first\nmore");
        assertThat(shop.branches("agentmesh/")).containsExactly("agentmesh/" + task);
        awaitSettled();
    }

    @Test
    void aSessionGoesOnInTheWorktreeOfTheTaskThatHadIt() throws IOException {
        Files.createFile(go);
        model.program("First", edit("first"), ModelReply.text("Done first."));
        model.program("Go on", ModelReply.bash("cat file >> more; echo on >> more"), ModelReply.text("Went on."));
        start();
        String first = submit("First");
        awaitStatus(first, "completed");

        String codebase = task(first).path("codebase_id").asText();
        String second = calls.post("/v1/opencode/codebases/" + codebase + "/tasks", Map.of("title", "t", "prompt", "Go on",
                "metadata", Map.of("resume_session_id", task(first).path("session_id").asText()))).at("/task/id").asText();

        awaitStatus(second, "completed");
        assertThat(task(second).path("session_id")).isEqualTo(task(first).path("session_id"));
        assertThat(shop.git("show", "agentmesh/" + second + ":more")).isEqualTo("first\non");
        assertThat(task(second).at("/changes/base")).isEqualTo(task(first).at("/changes/head"));
        assertThat(shop.git("worktree", "list").lines()).hasSize(2);
    }
}
