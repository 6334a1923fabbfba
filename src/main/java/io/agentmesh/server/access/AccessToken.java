package io.agentmesh.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An access token, stored as its SHA-256 digest alone, so that no dump of memory or log reveals it.
 *
 * @param name   of its owner, for logs
 * @param worker the id of the only worker that it may act for, or null for any
 */
public record AccessToken(String name, Role role, String worker, byte[] digest) {

    static AccessToken of(String name, Role role, String token) {
        return new AccessToken(name, role, null, digest(token));
    }

    /** The same token, restricted to one worker. */
    AccessToken boundTo(String workerId) {
        return new AccessToken(name, role, workerId, digest);
    }

    /** In constant time. */
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
