package io.agentmesh.settings.value;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL. {@link URI#getHost()} is null for names that have an underscore, such as those that Compose and
 * Swarm give to services.
 *
 * @param host an IPv6 address has its brackets
 * @param port -1 where none is given
 */
public record Authority(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:.*@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{0,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Nothing where the URL names no host that could be one. */
    public static Optional<Authority> of(URI url) {
        return url.getRawAuthority() == null ? Optional.empty() : parse(url.getRawAuthority());
    }

    /** @param text {@code host[:port]}, with whatever stands before an @ */
    public static Optional<Authority> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String port = form.group(2) == null ? "" : form.group(2);
        Authority authority = new Authority(form.group(1), port.isEmpty() ? -1 : Integer.parseInt(port));
        return Optional.of(authority).filter(one -> one.port != 0 && one.port <= HIGHEST_PORT);
    }

    @Override
    public String toString() {
        return host + (port < 0 ? "" : ":" + port);
    }
}
