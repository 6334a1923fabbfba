package io.agentmesh.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One token, known by its SHA-256 digest alone: whatever prints or dumps this can't give the token away.
 *
 * @param name   whose it is, for logs
 * @param worker the id of the only worker that it may act for, or null: for any
 */
public record AccessToken(String name, Role role, String worker, byte[] digest) {

    static AccessToken of(String name, Role role, String token) {
        return new AccessToken(name, role, null, digest(token));
    }

    /** The same, of one worker alone. */
    AccessToken boundTo(String workerId) {
        return new AccessToken(name, role, workerId, digest);
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(byte[] otherDigest) {
        return MessageDigest.isEqual(digest, otherDigest);
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
