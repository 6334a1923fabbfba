package io.agentmesh.settings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.RealProxy;
import io.agentmesh.support.RealUvicorn;
import io.agentmesh.support.Relay;
import io.agentmesh.support.SelfSigned;

/** Calls to a real server, directly and through a real proxy that wants a user. */
class HttpCallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private RealUvicorn server;
    private RealProxy proxy;
    /** Of the server, which isn't taken for this machine. */
    private String far;

    @BeforeEach
    void start() {
        server = new RealUvicorn(folder);
        proxy = new RealProxy(folder);
        far = "http://0.0.0.0:" + server.url().getPort();
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void callsGoThroughTheProxyWithTheirBodies() throws Exception {
        HttpCalls calls = calls(Map.of("HTTP_PROXY", proxy.url()));

        HttpAnswer answer = calls.send("POST", far + "/v1/opencode/workers/register",
                Map.of("Content-Type", "application/json"),
                "{\"worker_id\": \"w1\", \"name\": \"Grüße\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Grüße");
        assertThat(answer.header("content-type")).startsWith("application/json");
        assertThat(proxy.requests()).containsExactly("POST " + far + "/v1/opencode/workers/register HTTP/1.1");
    }

    @Test
    void serverDoesNotGetTheProxysPassword() throws Exception {
        calls(Map.of("HTTP_PROXY", proxy.url())).send("GET", far + "/test/headers", Map.of(), null);

        assertThat(server.get("/test/headers").path("last").has("proxy-authorization")).isFalse();
    }

    @Test
    void namedHostsAndThisMachineAreCalledDirectly() throws Exception {
        calls(Map.of("HTTP_PROXY", proxy.url(), "NO_PROXY", "0.0.0.0")).send("GET", far + "/", Map.of(), null);
        calls(Map.of("HTTP_PROXY", proxy.url())).send("GET", server.url() + "/", Map.of(), null);

        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void encryptedCallsGoThroughATunnel() throws Exception {
        SelfSigned key = SelfSigned.make(folder);
        try (Relay tls = new Relay(server.url().getPort(), key.identity().getServerSocketFactory())) {
            HttpAnswer answer = calls(Map.of("HTTPS_PROXY", proxy.url(), "A2A_CA_FILE", key.pem().toString()))
                    .send("GET", "https://0.0.0.0:" + tls.port() + "/v1/opencode/workers", Map.of(), null);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(proxy.requests()).contains("CONNECT 0.0.0.0:" + tls.port() + " HTTP/1.1");
        }
    }

    @Test
    void certificateOfACompanyIsAcceptedWhereAVariableNamesItsFile() throws Exception {
        SelfSigned key = SelfSigned.make(folder);
        try (Relay tls = new Relay(server.url().getPort(), key.identity().getServerSocketFactory())) {
            String url = "https://127.0.0.1:" + tls.port() + "/v1/opencode/workers";

            assertThat(calls(Map.of("SSL_CERT_FILE", key.pem().toString())).send("GET", url, Map.of(), null).status())
                    .isEqualTo(200);
            assertThat(calls(Map.of("SSL_CERT_FILE", "/none", "A2A_CA_FILE", key.pem().toString()))
                    .send("GET", url, Map.of(), null).status()).isEqualTo(200);
            assertThatThrownBy(() -> calls(Map.of()).send("GET", url, Map.of(), null)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void proxyThatWantsAUserIsAnswered407() throws Exception {
        assertThat(calls(Map.of("http_proxy", proxy.urlWithoutUser())).send("GET", far + "/", Map.of(), null).status())
                .isEqualTo(407);
    }

    private static HttpCalls calls(Map<String, String> variables) {
        return new HttpCalls(Network.read(variables), PATIENCE, PATIENCE);
    }
}
