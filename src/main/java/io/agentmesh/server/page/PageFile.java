package io.agentmesh.server.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import io.agentmesh.settings.source.ProgramFile;
import io.vertx.core.buffer.Buffer;

/**
 * A file of the page, read once.
 *
 * @param etag of its content, with quotation marks
 */
record PageFile(Buffer content, String contentType, String etag) {

    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    static PageFile load(String name) {
        byte[] bytes = ProgramFile.bytes(PageFile.class, name);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return new PageFile(Buffer.buffer(bytes), type, '"' + digest(bytes) + '"');
    }

    /** Whether {@code If-None-Match}, or null, has the file's ETag. */
    boolean isKnownBy(String ifNoneMatch) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
