package io.agentmesh.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.camel.CamelApp;
import io.agentmesh.camel.PropertyValues;
import io.agentmesh.camel.RouteFiles;
import io.agentmesh.camel.RouteGuard;
import io.agentmesh.camel.RouteSource;
import io.agentmesh.camel.overlay.OverlaySql;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.access.Permissions;
import io.agentmesh.server.config.ServerSettings;
import io.agentmesh.server.config.StartFailure;
import io.agentmesh.server.http.Admission;
import io.agentmesh.server.http.Authenticator;
import io.agentmesh.server.http.HostAllowlist;
import io.agentmesh.server.http.HttpListener;
import io.agentmesh.server.http.RequestFilter;
import io.agentmesh.server.longpoll.LongPolls;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.server.redis.ServerRedis;
import io.agentmesh.server.response.Times;
import io.agentmesh.server.store.DatabaseState;
import io.agentmesh.server.store.UnreachableException;
import io.agentmesh.settings.value.SettingsException;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The AgentMesh server: the routes of {@code routes/server} on a database and an HTTP port. */
public final class ServerApp {

    private static final Logger LOG = LoggerFactory.getLogger(ServerApp.class);

    private final ServerSettings settings;
    private final AccessTokens tokens;

    /** A server without authentication. */
    public ServerApp(ServerSettings settings) {
        this(settings, AccessTokens.none());
    }

    /** @param tokens the accepted tokens; with none, every call is allowed */
    public ServerApp(ServerSettings settings, AccessTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @throws SettingsException if the host, the database or a route file is invalid
     * @throws StartFailure      if the address is in use, the database unreachable, or a route broken
     */
    public RunningServer start() {
        List<RouteSource> routes = RouteFiles.routes("routes/server", settings.routes());
        RouteGuard guard = new RouteGuard(routes, RouteFiles.kamelets(settings.routes()),
                new PropertyValues(settings.properties(), overrides())::of);
        guard.check(List.of());
        checkAddress();
        HikariDataSource database = open();
        Signals signals = settings.database().signals(database);
        DatabaseState state = new DatabaseState(settings.database().toString(),
                database.getHikariPoolMXBean()::softEvictConnections, new Times(Clock.systemUTC()));
        ServerRedis redis = new ServerRedis(settings.redis());
        Main main = CamelApp.create(settings.properties(), routes.stream().map(RouteSource::uri).toList(),
                overrides(), ServerBeans.create(database, signals, redis, state, settings));
        OverlaySql.install(main, settings.routes());
        LongPolls longPolls = new LongPolls(signals, state);
        Admission admission = new Admission();
        try {
            HttpListener listener = new HttpListener(settings, requestFilter(admission));
            main.addMainListener(new ListenerStarter(listener, admission, longPolls, redis));
            main.start();
            RunningServer server = new RunningServer(main, database, redis, admission, longPolls,
                    url(listener.getPort()));
            LOG.info("AgentMesh server listens on {} (database {})", server.url(), settings.database());
            return server;
        } catch (Exception e) {
            longPolls.close();
            main.stop();
            redis.close();
            database.close();
            throw guard.explain(e).<RuntimeException>map(explained -> explained).orElseGet(() -> StartFailure.of(e));
        }
    }

    private HikariDataSource open() {
        try {
            return settings.database().open();
        } catch (UnreachableException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private RequestFilter requestFilter(Admission admission) {
        return new RequestFilter(admission, new HostAllowlist(settings.host(), tokens.isEmpty() && settings.isLocal()),
                new Authenticator(tokens, new Permissions(new ApiDescription().tree())));
    }

    private URI url(int port) {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create((settings.http().tls() == null ? "http" : "https") + "://" + host + ":" + port);
    }

    /** Reports an address in use in one line, before anything else starts. */
    private void checkAddress() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (UnknownHostException e) {
            throw new SettingsException("server.host: there is no address " + settings.host());
        } catch (IOException e) {
            throw new StartFailure("can't listen on " + settings.host() + ":" + settings.port() + ": "
                    + e.getMessage(), e);
        }
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>(settings.overrides());
        overrides.put("camel.main.name", "agentmesh-server");
        overrides.put("camel.component.kamelet.location", RouteFiles.kameletLocation(settings.routes()));
        overrides.put("camel.main.shutdownTimeout", "10");
        // Two addresses may belong to one route.
        overrides.put("camel.rest.inlineRoutes", "false");
        overrides.put("camel.component.platform-http.headerFilterStrategy", "#bean:closedHeaders");
        return overrides;
    }
}
