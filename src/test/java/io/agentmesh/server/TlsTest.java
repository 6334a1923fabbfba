package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import io.agentmesh.settings.SettingsException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "changeit-please";

    @TempDir
    static Path folder;
    private static Path keyStore;

    @BeforeAll
    static void makeKey() throws Exception {
        keyStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
                "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost")
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
    }

    @Test
    void keyStoreMakesItSpeakHttpsAndNothingElse(@TempDir Path data) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        try (TestServer server = new TestServer(data, "server.tls-key-store=" + keyStore,
                "server.tls-key-store-password-file=" + password)) {
            HttpClient trusting = HttpClient.newBuilder().sslContext(trust()).build();
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

    private static SSLContext trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
