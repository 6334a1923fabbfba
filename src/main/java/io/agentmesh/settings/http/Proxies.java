package io.agentmesh.settings.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.settings.value.SettingsException;

/**
 * Selects the proxy of a URL from the variables that curl, git and OpenCode read, too: {@code HTTP_PROXY},
 * {@code HTTPS_PROXY} and {@code NO_PROXY}; lower-case names take precedence.
 *
 * @param http   for {@code http} URLs, or null
 * @param https  for {@code https} URLs, or null
 * @param direct hosts without a proxy
 */
record Proxies(ProxyUrl http, ProxyUrl https, DirectHosts direct) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Proxies none() {
        return new Proxies(null, null, new DirectHosts(null));
    }

    /** @throws SettingsException where a variable is invalid, without its value */
    static Proxies read(Map<String, String> variables) {
        return new Proxies(proxy(variables, "HTTP_PROXY"), proxy(variables, "HTTPS_PROXY"),
                new DirectHosts(value(variables, "NO_PROXY").map(Map.Entry::getValue).orElse(null)));
    }

    /** @param port -1 for the default */
    Optional<ProxyUrl> of(String scheme, String host, int port) {
        boolean isTls = "https".equalsIgnoreCase(scheme);
        int target = port >= 0 ? port : isTls ? HTTPS_PORT : HTTP_PORT;
        return Optional.ofNullable(isTls ? https : http).filter(any -> !direct.has(host, target));
    }

    boolean isEmpty() {
        return http == null && https == null;
    }

    private static ProxyUrl proxy(Map<String, String> variables, String name) {
        return value(variables, name).map(found -> ProxyUrl.parse(found.getValue())
                .orElseThrow(() -> new SettingsException("environment variable " + found.getKey()
                        + " names no proxy that can be used; allowed: " + ProxyUrl.ALLOWED))).orElse(null);
    }

    private static Optional<Map.Entry<String, String>> value(Map<String, String> variables, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .filter(one -> !variables.getOrDefault(one, "").isBlank())
                .map(one -> Map.entry(one, variables.get(one).strip())).findFirst();
    }
}
