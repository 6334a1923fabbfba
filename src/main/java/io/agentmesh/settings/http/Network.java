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
 * The way from this process to other machines, the same for all that makes HTTP calls: the worker's routes, the commands,
 * the doctor and the traces.
 */
public final class Network implements HttpClientConfigurer {

    private final Proxies proxies;
    private final boolean hasAlias;
    private final Authorities authorities;

    /** @param authorities null for Java's own alone */
    private Network(Proxies proxies, Authorities authorities, boolean hasAlias) {
        this.hasAlias = hasAlias;
        this.proxies = proxies;
        this.authorities = authorities;
    }

    /** Without any proxy, and with the authorities that Java knows. */
    public static Network direct() {
        return new Network(Proxies.none(), null, false);
    }

    /**
     * As the process's variables say.
     *
     * @throws io.agentmesh.settings.value.SettingsException where one of them can't be used
     */
    public static Network read(Map<String, String> variables) {
        return new Network(Proxies.read(variables), Authorities.read(variables).orElse(null), false);
    }

    /** The same, for calls that may name a host by its {@link HostAlias}. */
    public Network withAliases() {
        return new Network(proxies, authorities, true);
    }

    /** Completes "can't reach URL": the proxy that a call takes, without user and password; empty where it takes none. */
    public String way(String url) {
        URI target = URI.create(url);
        return Authority.of(target).flatMap(host -> proxies.of(target.getScheme(), host.host(), host.port()))
                .map(proxy -> " through the proxy " + proxy).orElse("");
    }

    /** Whose certificates are accepted besides those that Java accepts by itself. */
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
        // Some proxies, such as tinyproxy, hand on that the server keeps its connection, and close their own.
        client.setConnectionReuseStrategy((request, answer, context) -> !isWithoutTunnel(context)
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, context));
        if (proxies.http() != null && proxies.http().wantsUser()) {
            // At once: a request that is sent again after a 407 would need a body that can be read twice.
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

    /** Whether a proxy reads the request itself. */
    private static boolean isWithoutTunnel(HttpContext context) {
        RouteInfo route = HttpClientContext.cast(context).getHttpRoute();
        return route != null && route.getProxyHost() != null && !route.isTunnelled();
    }

    private static char[] password(ProxyUrl proxy) {
        return proxy.password() == null ? new char[0] : proxy.password().toCharArray();
    }
}
