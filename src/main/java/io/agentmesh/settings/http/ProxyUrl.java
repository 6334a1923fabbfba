package io.agentmesh.settings.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agentmesh.settings.value.Authority;

/**
 * An HTTP proxy, written as {@code [http://][user:password@]host[:port]}.
 *
 * @param user     null where it needs none
 * @param password likewise
 */
record ProxyUrl(String host, int port, String user, String password) {

    static final String ALLOWED = "http://[user:password@]host[:port]";

    private static final Pattern FORM = Pattern.compile(
            "(?:http://)?(?:(?<user>[^:/?#\\s]*?)(?::(?<password>[^/?#\\s]*))?@)?(?<authority>[^@/?#\\s]+)/?",
            Pattern.CASE_INSENSITIVE);
    private static final int DEFAULT_PORT = 80;

    static Optional<ProxyUrl> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            String user = decode(form.group("user"));
            String password = decode(form.group("password"));
            return Authority.parse(form.group("authority")).map(authority -> new ProxyUrl(authority.host(),
                    authority.port() < 0 ? DEFAULT_PORT : authority.port(), user, password));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean wantsUser() {
        return user != null && !user.isEmpty();
    }

    /** The value of {@code Proxy-Authorization}. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString(
                (user + ":" + (password == null ? "" : password)).getBytes(StandardCharsets.UTF_8));
    }

    /** Before the @, a plus is a plus. */
    private static String decode(String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without user and password, for logs. */
    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
