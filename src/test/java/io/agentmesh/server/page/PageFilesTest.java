package io.agentmesh.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.LiveServer;

class PageFilesTest {

    private static final Path FILES = Path.of("src/main/resources/io/agentmesh/server/page");

    private static LiveServer server;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new LiveServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/page/style.css, text/css", "/page/main.js, text/javascript",
        "/page/icon.svg, image/svg+xml"})
    void fileComesWithItsTypeAndAStrictPolicy(String path, String type) throws Exception {
        HttpResponse<String> answer = send(request(path));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void fileThatTheBrowserHasIsNotSentAgain() throws Exception {
        String etag = send(request("/")).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(request("/").header("If-None-Match", etag));
        HttpResponse<String> other = send(request("/").header("If-None-Match", "\"old\""));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        HttpResponse<String> answer = send(request("/").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(Files.size(FILES.resolve("index.html")));
    }

    @Test
    void programsGetJson() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.url().resolve("/")).header("Accept", "*/*"));

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("AgentMesh server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/", "/page/index.html", "/page/Page.class", "/page/../server.db", "/page/%2e%2e/x",
        "/page"})
    void nothingElseIsHandedOut(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isBetween(400, 499);
    }

    @Test
    void pageIsReadOnly() throws Exception {
        assertThat(send(request("/page/main.js").POST(BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")).statusCode()).isEqualTo(404);
    }

    @Test
    void everyFileIsServedAndTakesNothingFromElsewhere() throws Exception {
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.filter(one -> !one.endsWith("index.html")).toList()) {
                assertThat(send(request("/page/" + file.getFileName())).body()).isEqualTo(Files.readString(file));
                assertThat(Files.readString(file).replace("http://www.w3.org/", "")).as("%s", file)
                        .doesNotContain("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(");
            }
        }
    }

    @Test
    void pageHasNoScriptOrStyleInItsText() throws IOException {
        String index = Files.readString(FILES.resolve("index.html"));

        assertThat(index).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern("<style|style=| on\\w+=");
        for (String name : List.of("src", "href")) {
            assertThat(index).doesNotContainPattern(" " + name + "=\"(?!page/|#)");
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Accept", "text/html,*/*");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
