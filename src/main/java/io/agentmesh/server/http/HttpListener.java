package io.agentmesh.server.http;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.agentmesh.server.config.HttpSettings;
import io.agentmesh.server.config.ServerSettings;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * The HTTP server behind Camel's {@code platform-http}, created here because Camel's own has no limits: it waits for
 * ever for a silent client, accepts any number of connections, and listens before checks can be added.
 *
 * <p>HTTP/1.1 only: all clients speak it, and HTTP/2 has many ways to exhaust a server.
 */
public final class HttpListener extends VertxPlatformHttpServer {

    private final VertxPlatformHttpServerConfiguration configuration;
    private final HttpSettings settings;
    private final RequestFilter filter;
    private HttpServer server;

    public HttpListener(ServerSettings settings, RequestFilter filter) {
        this(configuration(settings), settings.http(), filter);
    }

    private HttpListener(VertxPlatformHttpServerConfiguration configuration, HttpSettings settings, RequestFilter filter) {
        super(configuration);
        this.configuration = configuration;
        this.settings = settings;
        this.filter = filter;
    }

    private static VertxPlatformHttpServerConfiguration configuration(ServerSettings settings) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(settings.host());
        configuration.setBindPort(settings.port());
        configuration.setMaxBodySize((long) settings.maxBodySize());
        configuration.getBodyHandler().setHandleFileUploads(false);
        return configuration;
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(settings.maxHeaderSize())
                .setMaxInitialLineLength(settings.maxUriLength())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setHttp2ClearTextEnabled(false);
        return settings.tls() == null ? options
                : options.setSsl(true).setUseAlpn(false).setKeyCertOptions(settings.tls().options());
    }

    @Override
    protected void startServer() {
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(getCamelContext(),
                VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getBindPort()));
        Connections connections = new Connections(getVertx(), settings);
        filter.guard(router, connections);
        server = getVertx().createHttpServer(options())
                .connectionHandler(connections)
                .invalidRequestHandler(BrokenRequests::answer)
                .requestHandler(router);
        await(server.listen(configuration.getBindPort(), configuration.getBindHost()));
    }

    @Override
    protected void stopServer() {
        if (server != null) {
            getCamelContext().removeComponent("platform-http");
            await(server.close());
            server = null;
        }
    }

    @Override
    protected void stopVertx() {
        if (getVertx() != null) {
            await(getVertx().close());
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public HttpServer getServer() {
        return server;
    }

    @Override
    public int getPort() {
        return server == null ? configuration.getBindPort() : server.actualPort();
    }
}
