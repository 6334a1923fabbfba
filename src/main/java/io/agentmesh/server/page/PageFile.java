package io.agentmesh.server.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import io.agentmesh.settings.source.ProgramFile;
import io.vertx.core.buffer.Buffer;

/**
 * A file that the page consists of, read once.
 *
 * @param etag of its content, with quotation marks
 */
record PageFile(Buffer content, String contentType, String etag) {

    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    static PageFile load(String name) {
        return of(name, ProgramFile.bytes(PageFile.class, name));
    }

    /**
     * A script of a WebJar, as a module: what it assigns to a global variable is exported.
     *
     * @param webJar   artifact id of the WebJar, below {@code org.webjars}
     * @param variable the variable
     */
    static PageFile loadLibrary(String webJar, String name, String variable) {
        String version = ProgramFile.properties(PageFile.class, "/META-INF/maven/org.webjars/" + webJar + "/pom.properties")
                .getProperty("version");
        String script = ProgramFile.text(PageFile.class, "/META-INF/resources/webjars/" + webJar + "/" + version + "/" + name);
        return of(name, (script + "\nexport default " + variable + ";\n").getBytes(StandardCharsets.UTF_8));
    }

    private static PageFile of(String name, byte[] bytes) {
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
