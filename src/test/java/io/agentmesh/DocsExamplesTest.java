package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.support.CurlCommand;
import io.agentmesh.support.MarkdownFile;

/** The examples of the documentation, tried. */
class DocsExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVER = "http://127.0.0.1:8000";

    @TempDir
    Path folder;

    static Stream<String> settings() {
        return json().filter(block -> block.startsWith("{"));
    }

    static Stream<String> tokens() {
        return json().filter(block -> block.startsWith("["));
    }

    private static Stream<String> json() {
        return MarkdownFile.all().stream().flatMap(file -> file.blocks("json").stream());
    }

    static Stream<String> snippets() {
        return MarkdownFile.all().stream().flatMap(file -> file.blocks("bash").stream());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsThatAreShownAreAccepted(String example) throws Exception {
        JsonNode shown = JSON.readTree(example);
        Path config = Files.writeString(folder.resolve("config.json"), onThisMachine(example));
        HostEnvironment host = new HostEnvironment(Map.of(), folder, folder, folder.resolve("none"), () -> "box");

        WorkerSettings read = new WorkerSettingsReader(host)
                .read(new SettingsFlags(config.toString(), null, Map.of())).settings();

        assertThat(read.serverUrl()).isEqualTo(shown.get("server_url").asText());
        assertThat(read.codebases()).hasSameSizeAs(shown.get("codebases"));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void tokensThatAreShownAreAccepted(String example) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens.json"), example);

        assertThat(AccessTokens.load(null, file).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippetIsOneThatAShellReads(String snippet) throws Exception {
        Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = shell.outputWriter()) {
            in.write(snippet);
        }

        assertThat(shell.inputReader().lines()).isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    /** Those for the server, in their order, as a reader would, with the ids that the server gave before. */
    @Test
    void curlCommandsOfGettingStartedAreAnswered() throws Exception {
        String all = String.join("\n", MarkdownFile.of(Path.of("docs/getting-started.md")).blocks("bash"));
        HttpClient client = HttpClient.newHttpClient();
        List<String> answered = new ArrayList<>();
        String codebase = "";
        String task = "";
        try (RunningServer server = new ServerApp(ServerSettings.load(null, null, Map.of("server.port", "0",
                "server.database", folder.resolve("server.db").toString()))).start()) {
            for (String command : CurlCommand.in(all).stream().filter(one -> one.contains(SERVER)).toList()) {
                HttpRequest request = CurlCommand.request(command.replace(SERVER, server.url().toString())
                        .replace("CODEBASE_ID", codebase).replace("TASK_ID", task));
                HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
                assertThat(answer.statusCode()).as(command).isEqualTo(200);
                try (InputStream body = answer.body()) {
                    if (request.method().equals("POST")) {
                        JsonNode json = JSON.readTree(body);
                        codebase = json.path("codebase").path("id").asText(codebase);
                        task = json.path("task").path("id").asText(task);
                    }
                }
                answered.add(request.method());
            }
        }

        assertThat(answered).contains("GET", "POST").hasSizeGreaterThan(5);
        assertThat(task).isNotEmpty();
    }

    /** The folders and files that an example names, made here. */
    private String onThisMachine(String example) throws Exception {
        String settings = example.replace("\"/", "\"" + folder + "/");
        for (JsonNode text : JSON.readTree(settings).findValues("path")) {
            Files.createDirectories(Path.of(text.asText()));
        }
        for (String key : List.of("codebases", "allowed_roots")) {
            for (JsonNode entry : JSON.readTree(settings).path(key)) {
                if (entry.isTextual()) {
                    Files.createDirectories(Path.of(entry.asText()));
                }
            }
        }
        JsonNode token = JSON.readTree(settings).path("auth_token_file");
        if (token.isTextual()) {
            Files.createDirectories(Path.of(token.asText()).getParent());
            Files.writeString(Path.of(token.asText()), "a-token");
        }
        return settings;
    }
}
