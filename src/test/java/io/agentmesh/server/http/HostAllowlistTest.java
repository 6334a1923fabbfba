package io.agentmesh.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import io.agentmesh.server.RawClient;
import io.agentmesh.server.TestServer;
import io.agentmesh.server.access.AccessTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAllowlistTest {

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example",
        "192.168.0.1", "0.0.0.0", "[::2]", "127.0.0.1evil", "xlocalhost"})
    void nameThatIsNotThisMachinesIsRefused(String host) throws IOException {
        String answer = get(server, "Host: " + host + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("{\"detail\":", "localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/main.js", "/v1/opencode/tasks?wait=30", "/v1/opencode/tasks/x/output/stream",
        "/v1/monitor/tasks"})
    void pageAndWhateverWaitsStandBehindTheRule(String path) throws IOException {
        assertThat(new RawClient(server).exchange("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n"
                + "Accept: text/html\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "127.9.9.9:80", "[::1]:8000", "agent.localhost"})
    void namesOfThisMachineAreAnswered(String host) throws IOException {
        assertThat(get(server, "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: \r\n", "Host: localhost\r\nHost: evil.example\r\n", "Host: a b\r\n",
        "Host: localhost\r\nHost: localhost\r\n"})
    void requestNamesOneHost(String headers) throws IOException {
        assertThat(get(server, headers)).matches("(?s)HTTP/1.1 40[03] .*");
    }

    @Test
    void addressInTheRequestLineIsChecked() throws IOException {
        assertThat(new RawClient(server).exchange("GET http://evil.example/v1/opencode/tasks HTTP/1.1\r\n"
                + "Host: evil.example\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 40");
    }

    /** It may stand behind a proxy with a name of its own, and a page of another site has no token. */
    @Test
    void serverWithTokensAnswersToAnyName(@TempDir Path folder) throws IOException {
        try (TestServer guarded = new TestServer(folder, AccessTokens.load("a:token-of-an-admin-1", null))) {
            assertThat(get(guarded, "Host: mesh.example\r\nAuthorization: Bearer token-of-an-admin-1\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(get(guarded, "Host: mesh.example\r\n")).startsWith("HTTP/1.1 401 ");
        }
    }

    private static String get(TestServer server, String headers) throws IOException {
        return new RawClient(server).exchange("GET /v1/opencode/tasks HTTP/1.1\r\n" + headers
                + "Connection: close\r\n\r\n");
    }
}
