package io.agentmesh.settings.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import io.agentmesh.settings.value.Authority;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Access of this process to other machines, for all HTTP calls: the worker's routes, the commands, the doctor and the
 * traces.
 */
public final class Network implements HttpClientConfigurer {

    private final Proxies proxies;
    private final boolean hasAlias;
    private final Authorities authorities;

    /** @param authorities in addition to Java's, or null */
    private Network(Proxies proxies, Authorities authorities, boolean hasAlias) {
        this.hasAlias = hasAlias;
        this.proxies = proxies;
        this.authorities = authorities;
    }

    /** Without a proxy, and with Java's authorities. */
    public static Network direct() {
        return new Network(Proxies.none(), null, false);
    }

    /**
     * As configured by the environment.
     *
     * @throws io.agentmesh.settings.value.SettingsException where a variable is invalid
     */
    public static Network read(Map<String, String> variables) {
        return new Network(Proxies.read(variables), Authorities.read(variables).orElse(null), false);
    }

    /** Likewise, for calls that may use a {@link HostAlias}. */
    public Network withAliases() {
        return new Network(proxies, authorities, true);
    }

    /** Completes "can't reach URL": the proxy of a call, without user and password; empty where it has none. */
    public String way(String url) {
        URI target = URI.create(url);
        return Authority.of(target).flatMap(host -> proxies.of(target.getScheme(), host.host(), host.port()))
                .map(proxy -> " through the proxy " + proxy).orElse("");
    }

    /** Authorities that are accepted in addition to Java's. */
    public Optional<Authorities> authorities() {
        return Optional.ofNullable(authorities);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        if (hasAlias) {
            client.addExecInterceptorFirst("host-alias", (request, scope, chain) -> {
                URIAuthority host = request.getAuthority();
                request.setAuthority(host == null ? null : new URIAuthority(HostAlias.real(host.getHostName()), host.getPort()));
                return chain.proceed(request, scope);
            });
        }
        if (hasAlias || !proxies.isEmpty()) {
            client.setRoutePlanner(new Routes(proxies));
        }
        if (!proxies.isEmpty()) {
            useProxies(client);
        }
    }

    private void useProxies(HttpClientBuilder client) {
        // Some proxies, such as tinyproxy, pass on the server's keep-alive, and close their own connection.
        client.setConnectionReuseStrategy((request, answer, context) -> !isWithoutTunnel(context)
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, context));
        if (proxies.http() != null && proxies.http().wantsUser()) {
            // Preemptively: a retry after a 407 would need a repeatable body.
            client.addRequestInterceptorLast((request, body, context) -> {
                if (isWithoutTunnel(context)) {
                    request.setHeader("Proxy-Authorization", proxies.http().authorization());
                }
            });
        }
        if (proxies.https() != null && proxies.https().wantsUser()) {
            BasicCredentialsProvider users = new BasicCredentialsProvider();
            users.setCredentials(new AuthScope(proxies.https().host(), proxies.https().port()),
                    new UsernamePasswordCredentials(proxies.https().user(), password(proxies.https())));
            client.setDefaultCredentialsProvider(users);
        }
    }

    /** Whether the proxy forwards the request without a tunnel. */
    private static boolean isWithoutTunnel(HttpContext context) {
        RouteInfo route = HttpClientContext.cast(context).getHttpRoute();
        return route != null && route.getProxyHost() != null && !route.isTunnelled();
    }

    private static char[] password(ProxyUrl proxy) {
        return proxy.password() == null ? new char[0] : proxy.password().toCharArray();
    }
}
