package io.agentmesh.settings.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.agentmesh.settings.value.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private certificate authorities from a PEM file, named by {@code A2A_CA_FILE} or else {@code SSL_CERT_FILE}, which
 * OpenSSL's programs read, too. They are accepted in addition to Java's.
 */
public final class Authorities {

    private static final Logger LOG = LoggerFactory.getLogger(Authorities.class);
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private final TrustManagerFactory trust;

    private Authorities(TrustManagerFactory trust) {
        this.trust = trust;
    }

    /**
     * Empty where no variable is set. An invalid file of {@code SSL_CERT_FILE} is logged and ignored: it is meant for
     * other programs, too.
     *
     * @throws SettingsException where the file of {@code A2A_CA_FILE} is invalid
     */
    public static Optional<Authorities> read(Map<String, String> variables) {
        String own = variables.getOrDefault("A2A_CA_FILE", "").strip();
        String shared = variables.getOrDefault("SSL_CERT_FILE", "").strip();
        try {
            return !own.isEmpty() ? Optional.of(of("environment variable A2A_CA_FILE", own))
                    : shared.isEmpty() ? Optional.empty() : Optional.of(of("environment variable SSL_CERT_FILE", shared));
        } catch (SettingsException e) {
            if (!own.isEmpty()) {
                throw e;
            }
            LOG.warn("{}; Java's own authorities are accepted", e.getMessage());
            return Optional.empty();
        }
    }

    private static Authorities of(String source, String file) {
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            List<X509Certificate> certificates = certificates(text);
            if (certificates.isEmpty()) {
                throw unusable(source, file, "holds no certificate (PEM)");
            }
            return new Authorities(trust(certificates));
        } catch (IOException | InvalidPathException e) {
            throw unusable(source, file, "can't be read");
        } catch (GeneralSecurityException e) {
            throw unusable(source, file, "holds a broken certificate: " + e.getMessage());
        }
    }

    private static SettingsException unusable(String source, String file, String why) {
        return new SettingsException(source + ": " + file + " " + why + "; allowed: a file of certificates in PEM form");
    }

    private static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher found = CERTIFICATE.matcher(text);
        while (found.find()) {
            certificates.add((X509Certificate) factory.generateCertificate(
                    new ByteArrayInputStream(found.group().getBytes(StandardCharsets.ISO_8859_1))));
        }
        return certificates;
    }

    private static TrustManagerFactory trust(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (TrustManager known : factory(null).getTrustManagers()) {
            if (known instanceof X509TrustManager javas) {
                for (X509Certificate certificate : javas.getAcceptedIssuers()) {
                    all.setCertificateEntry("java-" + number++, certificate);
                }
            }
        }
        for (X509Certificate certificate : certificates) {
            all.setCertificateEntry("own-" + number++, certificate);
        }
        return factory(all);
    }

    /** @param store null for Java's own list */
    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    public TrustManagerFactory trust() {
        return trust;
    }

    public SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
