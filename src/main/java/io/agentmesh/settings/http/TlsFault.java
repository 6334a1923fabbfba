package io.agentmesh.settings.http;

import java.security.GeneralSecurityException;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Explains a TLS failure in a sentence, which Java's first message doesn't. */
public final class TlsFault {

    private TlsFault() {
    }

    /** Empty where {@code failure} has another reason. */
    public static Optional<String> sentence(Throwable failure) {
        SSLException first = null;
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            first = first == null && cause instanceof SSLException broken ? broken : first;
            deepest = cause;
        }
        if (first == null) {
            return Optional.empty();
        }
        boolean isCertificate = deepest instanceof GeneralSecurityException || deepest instanceof SSLPeerUnverifiedException;
        String reason = String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ").strip();
        return Optional.of((isCertificate ? "its certificate is not accepted: " : "TLS fails: ") + reason);
    }
}
