package io.agentmesh.settings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.support.SelfSigned;

class AuthoritiesTest {

    @TempDir
    Path folder;

    @Test
    void javasOwnAuthoritiesStayAccepted() throws Exception {
        Path pem = SelfSigned.make(folder).pem();

        Authorities authorities = Authorities.read(Map.of("A2A_CA_FILE", pem.toString())).orElseThrow();

        X509TrustManager trust = (X509TrustManager) authorities.trust().getTrustManagers()[0];
        assertThat(trust.getAcceptedIssuers()).hasSizeGreaterThan(50)
                .anyMatch(issuer -> issuer.getSubjectX500Principal().getName().equals("CN=localhost"));
    }

    @Test
    void withoutAVariableThereAreNone() {
        assertThat(Authorities.read(Map.of("A2A_CA_FILE", ""))).isEmpty();
    }

    @Test
    void fileThatCannotBeUsedIsNamed() throws IOException {
        refused("/none.pem", "can't be read");
        refused(folder.toString(), "can't be read");
        refused(Files.writeString(folder.resolve("empty.pem"), "hello").toString(), "holds no certificate (PEM)");
        refused(Files.writeString(folder.resolve("broken.pem"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").toString(), "holds a broken certificate: ");
    }

    @Test
    void fileOfOtherProgramsThatCannotBeUsedIsLeftOut() {
        assertThat(Authorities.read(Map.of("SSL_CERT_FILE", "/none.pem"))).isEmpty();
    }

    private static void refused(String file, String why) {
        assertThatThrownBy(() -> Authorities.read(Map.of("A2A_CA_FILE", file))).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("environment variable A2A_CA_FILE: " + file + " " + why)
                .hasMessageEndingWith("allowed: a file of certificates in PEM form");
    }
}
