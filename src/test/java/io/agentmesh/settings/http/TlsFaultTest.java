package io.agentmesh.settings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CompletionException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.junit.jupiter.api.Test;

class TlsFaultTest {

    @Test
    void reasonOfACertificateIsTheDeepestOne() {
        Throwable refused = new SSLHandshakeException("PKIX path validation failed")
                .initCause(new CertificateExpiredException("NotAfter: Mon Jan 01 00:00:00 UTC 2024"));

        assertThat(TlsFault.sentence(new CompletionException("at a route", refused)))
                .hasValue("its certificate is not accepted: NotAfter: Mon Jan 01 00:00:00 UTC 2024");
        assertThat(TlsFault.sentence(new SSLPeerUnverifiedException("no such name")))
                .hasValue("its certificate is not accepted: no such name");
    }

    @Test
    void sideThatDoesNotSpeakTlsIsToldSo() {
        assertThat(TlsFault.sentence(new IllegalStateException(new SSLException("Unsupported or unrecognized SSL message"))))
                .hasValue("TLS fails: Unsupported or unrecognized SSL message");
    }

    @Test
    void otherFailuresAreNoneOfTls() {
        assertThat(TlsFault.sentence(new IOException("connection reset"))).isEmpty();
    }
}
