package io.agentmesh.settings.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agentmesh.settings.value.Authority;

/**
 * An alias for a host name that Java's {@link URI} rejects, such as {@code agentmesh_server}: Camel can't call URLs
 * with one. It only occurs in URLs; {@link Network} resolves it before a name is looked up or sent.
 */
public final class HostAlias {

    private static final String END = ".agentmesh-alias";
    private static final Pattern FORM = Pattern.compile("h([0-9a-f]+)" + Pattern.quote(END));

    private HostAlias() {
    }

    /** The URL, with an alias where Java rejects its host. */
    public static String inUrl(String url) {
        URI uri = URI.create(url);
        Optional<Authority> authority = uri.getHost() == null ? Authority.of(uri) : Optional.empty();
        return authority.map(real -> uri.getScheme() + "://" + new Authority("h" + HexFormat.of()
                .formatHex(real.host().getBytes(StandardCharsets.UTF_8)) + END, real.port())
                + url.substring(url.indexOf(uri.getRawAuthority()) + uri.getRawAuthority().length())).orElse(url);
    }

    /** The host of an alias; any other host is returned unchanged. */
    static String real(String host) {
        Matcher alias = FORM.matcher(host);
        return alias.matches() ? new String(HexFormat.of().parseHex(alias.group(1)), StandardCharsets.UTF_8) : host;
    }
}
