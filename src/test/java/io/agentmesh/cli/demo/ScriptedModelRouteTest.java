package io.agentmesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.RealOpenCode;

class ScriptedModelRouteTest {

    @RegisterExtension
    static final RealOpenCode OPEN_CODE = new RealOpenCode();

    private static ScriptedModel model;

    @BeforeAll
    static void startModel() throws Exception {
        model = ScriptedModel.start();
    }

    @AfterAll
    static void closeModel() {
        model.close();
    }

    @Test
    void realAgentWritesAFileThatQuotesThePrompt(@TempDir Path home, @TempDir Path codebase) throws Exception {
        RealOpenCode.Run run = OPEN_CODE.run(home, codebase, model.openCodeConfig().toString(),
                "Say \"hello\" to $everyone");

        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(codebase.resolve("HELLO.md")).content().contains("> Say \"hello\" to $everyone\n");
        assertThat(run.text()).startsWith("I wrote HELLO.md");
    }

    @Test
    void promptIsAnsweredWithTheCallOfATool() throws Exception {
        JsonNode delta = firstDelta(ask("""
                {"tools": [{}], "messages": [{"role": "user", "content": "${header.x}, {{y}} \\"quoted\\""}]}"""));

        JsonNode call = delta.path("tool_calls").path(0).path("function");
        assertThat(call.path("name").asText()).isEqualTo("write");
        JsonNode arguments = new ObjectMapper().readTree(call.path("arguments").asText());
        assertThat(arguments.path("filePath").asText()).isEqualTo("HELLO.md");
        assertThat(arguments.path("content").asText()).contains("> ${header.x}, {{y}} \"quoted\"\n");
    }

    @Test
    void promptMayComeInParts() throws Exception {
        assertThat(ask("""
                {"tools": [{}], "messages": [{"role": "user", "content": [{"type": "text", "text": "in parts"}]}]}""")
                .body()).contains("> in parts");
    }

    @Test
    void resultOfTheToolIsAnsweredWithASentence() throws Exception {
        JsonNode delta = firstDelta(ask("""
                {"tools": [{}], "messages": [{"role": "user", "content": "x"}, {"role": "tool", "content": "ok"}]}"""));

        assertThat(delta.path("content").asText()).startsWith("I wrote HELLO.md").contains("script");
        assertThat(delta.has("tool_calls")).isFalse();
    }

    @Test
    void sideTaskWithoutToolsIsAnsweredWithATitle() throws Exception {
        assertThat(firstDelta(ask("""
                {"messages": [{"role": "user", "content": "Generate a title"}]}""")).path("content").asText())
                .isEqualTo("A first task");
    }

    @Test
    void answerIsAnEventStreamAndReflectsNothingOfTheRequest() throws Exception {
        HttpResponse<String> answer = ask("""
                {"messages": [{"role": "user", "content": "x"}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.headers().firstValue("X-Asked")).isEmpty();
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    private static HttpResponse<String> ask(String body) throws Exception {
        String url = model.openCodeConfig().at("/provider/scripted/options/baseURL").asText();
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .header("X-Asked", "1").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode firstDelta(HttpResponse<String> answer) throws Exception {
        String line = answer.body().lines().findFirst().orElseThrow();
        return new ObjectMapper().readTree(line.substring("data: ".length())).at("/choices/0/delta");
    }
}
