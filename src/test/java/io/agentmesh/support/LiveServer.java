package io.agentmesh.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.agentmesh.server.RunningServer;
import io.agentmesh.server.ServerApp;
import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.config.ServerSettings;

/** Our own server on a free port, with its database in a folder of the test. */
public final class LiveServer implements AutoCloseable {

    private final RunningServer server;

    /** @param properties such as {@code server.worker-timeout=1s} */
    public LiveServer(Path folder, String... properties) {
        this(folder, AccessTokens.none(), properties);
    }

    public LiveServer(Path folder, AccessTokens tokens, String... properties) {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("server.port", "0");
        overrides.put("server.database", folder.resolve("server.db").toString());
        for (String property : properties) {
            overrides.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        server = new ServerApp(ServerSettings.load(null, null, overrides), tokens).start();
    }

    public URI url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
