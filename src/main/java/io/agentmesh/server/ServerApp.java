package io.agentmesh.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.store.Signals;
import io.agentmesh.server.store.UnreachableException;
import io.agentmesh.settings.CamelApp;
import io.agentmesh.settings.RouteFiles;
import io.agentmesh.settings.SettingsException;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The AgentMesh server: the routes of {@code routes/server} on a database and an HTTP port. */
public final class ServerApp {

    private static final Logger LOG = LoggerFactory.getLogger(ServerApp.class);

    private final ServerSettings settings;

    public ServerApp(ServerSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts the server; when this returns, it answers.
     *
     * @throws SettingsException if the host or the database can't be used
     * @throws StartFailure      if the address is taken, the database unreachable, or a route broken
     */
    public RunningServer start() {
        checkAddress();
        HikariDataSource database = open();
        Signals signals = settings.database().signals(database);
        Main main = CamelApp.create(settings.properties(), RouteFiles.list("routes/server", settings.routes()),
                overrides(), ServerBeans.create(database, signals, settings));
        Waiting waiting = new Waiting(signals);
        try {
            main.addMainListener(new DoorOpener(waiting));
            main.start();
            RunningServer server = new RunningServer(main, database, waiting, settings.host());
            LOG.info("AgentMesh server listens on {} (database {})", server.url(), settings.database());
            return server;
        } catch (Exception e) {
            waiting.close();
            main.stop();
            database.close();
            throw StartFailure.of(e);
        }
    }

    private HikariDataSource open() {
        try {
            return settings.database().open();
        } catch (UnreachableException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    /** Camel itself only warns when the port is taken, and goes on without a server. */
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
        overrides.put("camel.main.shutdownTimeout", "10");
        // Two addresses may lead to one route.
        overrides.put("camel.rest.inlineRoutes", "false");
        overrides.put("camel.server.enabled", "true");
        overrides.put("camel.server.host", settings.host());
        overrides.put("camel.server.port", String.valueOf(settings.port()));
        overrides.put("camel.server.maxBodySize", String.valueOf(settings.maxBodySize()));
        overrides.put("camel.component.platform-http.headerFilterStrategy", "#bean:closedHeaders");
        return overrides;
    }
}
