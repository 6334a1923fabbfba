package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agentmesh.support.ModelReply;
import io.agentmesh.support.Processes;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;

/** The real OpenCode in the middle of a tool while its worker is killed, with and without it. */
class WorkerRealOpenCodeTest extends LivesScene {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    private ScriptedModel model;
    private Path shop;

    @BeforeEach
    void realAgent() throws IOException {
        model = ScriptedModel.start();
        shop = fixture.folder("shop");
        fixture.variables.putAll(OPENCODE.environment(fixture.home));
        fixture.with("opencode_bin", OPENCODE.program().toString()).with("opencode_config", model.openCodeConfig());
        model.program("Write it", ModelReply.bash("echo $$ > pid; while [ ! -e go ]; do sleep 0.1; done; echo hello > file"),
                ModelReply.text("Written."));
    }

    @AfterEach
    void closeModel() throws IOException {
        Files.writeString(shop.resolve("go"), "");
        model.close();
    }

    @Test
    void anAgentThatGoesOnIsFollowedToItsResult() throws IOException {
        WorkerProcess first = start();
        String task = submit("Write it");
        within().until(() -> Files.exists(shop.resolve("pid")) && Files.size(shop.resolve("pid")) > 0);
        first.kill();
        assertThat(Processes.isAlive(toolPid())).isTrue();

        start();
        Files.createFile(shop.resolve("go"));

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("Written.");
        assertThat(task(task).path("attempt").asInt()).isEqualTo(1);
        assertThat(shop.resolve("file")).hasContent("hello");
        assertThat(model.requests()).hasSize(2);
        List<String> output = output(task);
        assertThat(output).endsWith("Written.").doesNotHaveDuplicates();
        awaitSettled();
    }

    @Test
    void anAgentThatDiedIsToldSoInItsOwnSession() throws IOException {
        model.program("You were interrupted", ModelReply.text("Finished after all."));
        WorkerProcess first = start();
        String task = submit("Write it");
        within().until(() -> Files.exists(shop.resolve("pid")) && Files.size(shop.resolve("pid")) > 0);
        within().until(() -> journal(task).path("session").asText().startsWith("ses_"));
        String session = journal(task).path("session").asText();
        first.kill();
        Processes.kill(process(task).path("pid").asLong());

        start();

        awaitStatus(task, "completed");
        assertThat(task(task).path("result").asText()).isEqualTo("Finished after all.");
        assertThat(task(task).path("session_id").asText()).isEqualTo(session);
        assertThat(Processes.isAlive(toolPid())).as("what was left of the first life").isFalse();
        assertThat(model.requests().get(model.requests().size() - 1).texts("user"))
                .anyMatch(text -> text.contains("Write it")).anyMatch(text -> text.contains("You were interrupted"));
        awaitSettled();
    }

    private long toolPid() throws IOException {
        return Long.parseLong(Files.readString(shop.resolve("pid")).strip());
    }
}
