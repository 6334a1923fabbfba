package io.agentmesh.settings.value;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL. {@link URI#getHost()} is null for names with an underscore, such as those of services in
 * Compose and Swarm.
 *
 * @param host an IPv6 address has its brackets
 * @param port -1 for the default
 */
public record Authority(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile("(?:.*@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{0,5}))?");
    private static final int MAX_PORT = 65_535;

    /** Empty where the URL has no valid host. */
    public static Optional<Authority> of(URI url) {
        return url.getRawAuthority() == null ? Optional.empty() : parse(url.getRawAuthority());
    }

    /** @param text {@code host[:port]}; anything before an @ is ignored */
    public static Optional<Authority> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String port = form.group(2) == null ? "" : form.group(2);
        Authority authority = new Authority(form.group(1), port.isEmpty() ? -1 : Integer.parseInt(port));
        return Optional.of(authority).filter(one -> one.port != 0 && one.port <= MAX_PORT);
    }

    @Override
    public String toString() {
        return host + (port < 0 ? "" : ":" + port);
    }
}
