package io.agentmesh.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;

import io.agentmesh.settings.value.SettingsException;
import io.vertx.core.net.PfxOptions;

/** A PKCS12 key store with the server's key and certificate, and its password, which is never shown. */
public final class TlsKeyStore {

    private static final String STORE = "server.tls-key-store";
    private static final String PASSWORD = "server.tls-key-store-password";
    private static final String PASSWORD_FILE = "server.tls-key-store-password-file";

    private final Path file;
    private final String password;

    private TlsKeyStore(Path file, String password) {
        this.file = file;
        this.password = password;
    }

    /**
     * @return null where no key store is set
     * @throws SettingsException if the key store can't be opened with the password, or has no key
     */
    static TlsKeyStore of(ServerProperties properties) {
        Path file = properties.path(STORE);
        String password = properties.text(PASSWORD);
        Path passwordFile = properties.path(PASSWORD_FILE);
        if (file == null) {
            if (!password.isEmpty() || passwordFile != null) {
                throw new SettingsException(STORE + " is missing; allowed: a PKCS12 file, as a password for it is set");
            }
            return null;
        }
        if (!password.isEmpty() && passwordFile != null) {
            throw new SettingsException(PASSWORD + " and " + PASSWORD_FILE + " are both set; allowed: one of them");
        }
        TlsKeyStore store = new TlsKeyStore(file, passwordFile == null ? password : read(passwordFile));
        store.check();
        return store;
    }

    public PfxOptions options() {
        return new PfxOptions().setPath(file.toString()).setPassword(password);
    }

    private static String read(Path passwordFile) {
        try {
            return Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new SettingsException(PASSWORD_FILE + ": " + passwordFile + " can't be read; allowed: a text file");
        }
    }

    private void check() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return;
                }
            }
            throw new SettingsException(STORE + ": " + file + " holds no key; allowed: a PKCS12 file with one");
        } catch (NoSuchFileException e) {
            throw new SettingsException(STORE + ": " + file + " doesn't exist; allowed: a PKCS12 file");
        } catch (IOException e) {
            throw new SettingsException(STORE + ": " + file + (e.getCause() instanceof UnrecoverableKeyException
                    ? " can't be opened with the password that is set" : " can't be read")
                    + "; allowed: a PKCS12 file and its password");
        } catch (GeneralSecurityException e) {
            throw new SettingsException(STORE + ": " + file + " can't be used; allowed: a PKCS12 file");
        }
    }
}
