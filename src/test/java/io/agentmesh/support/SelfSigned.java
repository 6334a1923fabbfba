package io.agentmesh.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key of this machine, and a certificate of it that no authority has signed. */
public final class SelfSigned {

    public static final String PASSWORD = "changeit-please";

    private final Path keyStore;

    private SelfSigned(Path keyStore) {
        this.keyStore = keyStore;
    }

    /** @param folder for its files */
    public static SelfSigned make(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("server.p12");
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
                "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:0.0.0.0,dns:localhost")
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
        return new SelfSigned(keyStore);
    }

    /** A PKCS12 file with the key and the certificate. */
    public Path keyStore() {
        return keyStore;
    }

    /** A PKCS12 file with the certificate alone, for those who trust it; its password is the same. */
    public Path trustStore() throws IOException, GeneralSecurityException {
        Path file = keyStore.resolveSibling("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            trusted().store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** A PEM file with the certificate alone. */
    public Path pem() throws IOException, GeneralSecurityException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(load().getCertificate("server").getEncoded());
        return Files.writeString(keyStore.resolveSibling("company.pem"),
                "# a company's own\n-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
    }

    /** For the side that has the key. */
    public SSLContext identity() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** For the side that trusts this certificate, and no other. */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", load().getCertificate("server"));
        return trusted;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
