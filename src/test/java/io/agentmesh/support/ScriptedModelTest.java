package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ScriptedModelTest {

    @RegisterExtension
    static final RealOpenCode OPEN_CODE = new RealOpenCode();

    @TempDir
    Path home;

    @TempDir
    Path codebase;

    private ScriptedModel model;

    @BeforeEach
    void startModel() throws Exception {
        model = ScriptedModel.start();
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void realAgentWritesTheFileOfTheProgram() throws Exception {
        model.program("greet", ModelReply.write(codebase.toRealPath() + "/HELLO.md", "Hello, \"you\"\n"),
                ModelReply.text("Greeted."));

        RealOpenCode.Run run = run("Please greet everybody");

        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(codebase.resolve("HELLO.md")).hasContent("Hello, \"you\"\n");
        assertThat(run.text()).isEqualTo("Greeted.");
        assertThat(lastReason(run)).isEqualTo("stop");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void resumedSessionSendsTheEarlierMessages() throws Exception {
        model.program("first", ModelReply.text("The first answer."));
        model.program("second", ModelReply.text("The second answer."));
        RealOpenCode.Run first = run("my first question");

        RealOpenCode.Run second = run("my second question", "--session=" + first.sessionId());

        assertThat(second.exit()).as(second.errors()).isZero();
        ModelRequest last = model.requests().get(model.requests().size() - 1);
        assertThat(last.texts("user")).anySatisfy(text -> assertThat(text).contains("my first question"))
                .anySatisfy(text -> assertThat(text).contains("my second question"));
        assertThat(last.texts("assistant")).contains("The first answer.");
        assertThat(second.text()).isEqualTo("The second answer.");
    }

    @Test
    void commandOfTheProgramRunsInTheCodebase() throws Exception {
        model.program("shell", ModelReply.bash("pwd > where; exit 3"), ModelReply.text("Ran."));

        RealOpenCode.Run run = run("use the shell");

        assertThat(codebase.resolve("where")).hasContent(codebase.toRealPath() + "\n");
        assertThat(run.text()).isEqualTo("Ran.");
    }

    @Test
    void cutOffAnswerIsSeenAsSuch() throws Exception {
        model.program("long", ModelReply.text("It begins, and", "length"));

        assertThat(lastReason(run("a long story"))).isEqualTo("length");
    }

    @Test
    void refusedKeyFailsTheRun() throws Exception {
        model.program("anything", ModelReply.status(401));

        RealOpenCode.Run run = run("anything");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("\"error\"").contains("401");
    }

    @Test
    void fileOutsideTheCodebaseNeedsAPermission() throws Exception {
        Path outside = Files.writeString(home.resolve("secret.txt"), "the secret");
        model.program("look", ModelReply.read(outside.toRealPath().toString()), ModelReply.text("Looked."));

        RealOpenCode.Run run = run("look there");

        assertThat(run.output()).doesNotContain("the secret");
        assertThat(run.errors()).contains("external_directory");
        assertThat(lastReason(run)).isEqualTo("tool-calls");
    }

    @Test
    void hangingAnswerEndsWithTheModel() throws Exception {
        model.program("hang", ModelReply.hang());
        HttpRequest request = HttpRequest.newBuilder(URI.create(model.url() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"tools": [{}], "messages": [{"role": "user", "content": "hang"}]}""")).build();
        var answer = HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        await().until(() -> model.requests().size() == 1);
        assertThat(answer).isNotDone();

        model.close();

        await().until(answer::isCompletedExceptionally);
    }

    private RealOpenCode.Run run(String prompt, String... flags) throws Exception {
        return OPEN_CODE.run(home, codebase, model.openCodeConfig().toString(), prompt, flags);
    }

    private static String lastReason(RealOpenCode.Run run) throws Exception {
        List<JsonNode> ends = run.events().stream()
                .filter(event -> event.path("type").asText().equals("step_finish")).toList();
        return ends.get(ends.size() - 1).path("part").path("reason").asText();
    }
}
