package io.agentmesh.settings.http;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Plans the route of an HTTP call: resolves a {@link HostAlias}, and selects the proxy. */
final class Routes implements HttpRoutePlanner {

    private final DefaultRoutePlanner planner;

    Routes(Proxies proxies) {
        planner = new DefaultRoutePlanner(null) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                return proxies.of(target.getSchemeName(), target.getHostName(), target.getPort())
                        .map(proxy -> new HttpHost("http", proxy.host(), proxy.port())).orElse(null);
            }
        };
    }

    @Override
    public HttpRoute determineRoute(HttpHost target, HttpContext context) throws HttpException {
        return planner.determineRoute(new HttpHost(target.getSchemeName(), HostAlias.real(target.getHostName()),
                target.getPort()), context);
    }
}
