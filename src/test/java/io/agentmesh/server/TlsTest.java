package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLHandshakeException;

import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.SelfSigned;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    @TempDir
    static Path folder;
    private static SelfSigned key;
    private static Path keyStore;

    @BeforeAll
    static void makeKey() throws Exception {
        key = SelfSigned.make(folder);
        keyStore = key.keyStore();
    }

    @Test
    void keyStoreMakesItSpeakHttpsAndNothingElse(@TempDir Path data) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), SelfSigned.PASSWORD + "\n");
        try (TestServer server = new TestServer(data, "server.tls-key-store=" + keyStore,
                "server.tls-key-store-password-file=" + password)) {
            HttpClient trusting = HttpClient.newBuilder().sslContext(key.trust()).build();
            HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/v1/opencode/tasks")).build();

            assertThat(server.url().getScheme()).isEqualTo("https");
            assertThat(trusting.send(request, BodyHandlers.ofString()).body()).isEqualTo("[]");
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(new RawClient(server).exchange("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .doesNotContain("HTTP/1.1 200", "AgentMesh");
            assertThat(trusting.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void wrongPasswordIsOneLineWithoutIt() {
        refused(Map.of("server.tls-key-store", keyStore.toString(), "server.tls-key-store-password", "hush-hush"),
                "password");
    }

    @Test
    void fileThatIsNoKeyStoreIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no key store");

        refused(Map.of("server.tls-key-store", text.toString(), "server.tls-key-store-password", "hush-hush"), "PKCS12");
        refused(Map.of("server.tls-key-store", folder.resolve("none").toString()), "doesn't exist");
    }

    @Test
    void halfOfTheSettingsIsRefused() {
        refused(Map.of("server.tls-key-store-password", "hush-hush"), "server.tls-key-store is missing");
        refused(Map.of("server.tls-key-store", keyStore.toString(), "server.tls-key-store-password", "hush-hush",
                "server.tls-key-store-password-file", "x"), "both");
        refused(Map.of("server.tls-key-store", keyStore.toString(), "server.tls-key-store-password-file",
                folder.resolve("none").toString()), "can't be read");
    }

    private static void refused(Map<String, String> settings, String part) {
        assertThatThrownBy(() -> ServerSettings.load(null, null, settings)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("server.tls-key-store").hasMessageContaining(part)
                .hasMessageNotContaining("hush-hush").hasMessageNotContaining("\n");
    }
}
