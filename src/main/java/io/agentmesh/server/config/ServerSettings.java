package io.agentmesh.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.agentmesh.server.store.Database;
import io.agentmesh.server.store.PostgresDatabase;
import io.agentmesh.server.store.SqliteFile;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.settings.value.SettingsException;

/**
 * Settings of {@code agentmesh serve}, needed before Camel starts.
 *
 * @param port         0 for any free one
 * @param database     the server's database
 * @param redis        where pending tasks are published for workers, or null
 * @param queueCheck   interval between searches for tasks that are missing there
 * @param leases       limits of leases
 * @param taskLimit    maximum number of tasks in one answer
 * @param outputLimit  maximum number of pieces of output in one answer
 * @param outputMax    bytes stored of a task's output
 * @param diffMax      bytes of the diff of a task's changes
 * @param retention    how long a finished task is stored, zero for ever
 * @param sessionLimit maximum number of sessions, or messages of one, in one answer
 * @param maxBodySize  maximum size of a request, in bytes
 * @param http         limits and protection of the HTTP server
 * @param routes       the integrator's folder of route files, or null
 * @param properties   a properties file that overrides the built-in {@code application.properties}, or null
 * @param overrides    properties that override both files, by name ({@code server.port}, …)
 */
public record ServerSettings(String host, int port, Database database, RedisUrl redis, Duration queueCheck,
        LeaseTerms leases, int taskLimit, int outputLimit, int outputMax, int diffMax, Duration retention, int sessionLimit, int maxBodySize, HttpSettings http,
        Path routes, Path properties, Map<String, String> overrides) {

    /** These may contain a password, so they are withheld from routes. */
    private static final String DATABASE_URL = "server.database-url";
    private static final String REDIS_URL = "server.redis-url";
    private static final int MAX_PORT = 65_535;
    private static final int MAX_LIMIT = 1_000_000;
    private static final int MAX_OUTPUT = 1_000_000_000;

    /**
     * Reads {@code server.*}: overrides take precedence over {@code properties}, which does over the built-in file.
     *
     * @throws SettingsException if a file can't be read, or a value is invalid
     */
    public static ServerSettings load(Path routes, Path properties, Map<String, String> overrides) {
        ServerProperties all = ServerProperties.load(properties, overrides);
        Map<String, String> forRoutes = new HashMap<>(overrides);
        forRoutes.remove(DATABASE_URL);
        forRoutes.remove(REDIS_URL);
        return new ServerSettings(all.text("server.host"), all.number("server.port", 0, MAX_PORT), database(all),
                redis(all), all.positiveDuration("server.queue-check"), LeaseTerms.of(all),
                all.number("server.task-limit", 1, MAX_LIMIT),
                all.number("server.output-limit", 1, MAX_LIMIT), all.number("server.output-max", 2, MAX_OUTPUT),
                all.number("server.diff-max", 0, MAX_OUTPUT),
                all.duration("server.retention"), all.number("server.session-limit", 1, MAX_LIMIT),
                all.number("server.max-body-size", 1, Integer.MAX_VALUE), HttpSettings.of(all), routes, properties,
                Map.copyOf(forRoutes));
    }

    private static Database database(ServerProperties all) {
        String url = all.text(DATABASE_URL);
        return url.isEmpty() ? new SqliteFile(file(all.text("server.database"))) : new PostgresDatabase(url);
    }

    private static RedisUrl redis(ServerProperties all) {
        String url = all.text(REDIS_URL);
        return url.isEmpty() ? null : RedisUrl.parse(url).orElseThrow(
                () -> new SettingsException(REDIS_URL + " (A2A_REDIS_URL): allowed is " + RedisUrl.ALLOWED));
    }

    /**
     * Whether the server is only reachable from its own machine.
     *
     * @throws SettingsException if there is no address {@code host}
     */
    public boolean isLocal() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SettingsException("server.host: there is no address " + host);
        }
    }

    private static Path file(String text) {
        if (text.contains("?")) {
            throw new SettingsException("server.database: found \"" + text + "\", allowed is a path without ?");
        }
        if (!text.isEmpty()) {
            return Path.of(text).toAbsolutePath();
        }
        String dataHome = System.getenv("XDG_DATA_HOME");
        boolean given = dataHome != null && dataHome.startsWith("/");
        Path home = HostEnvironment.homeOfAccount();
        if (!given) {
            HostEnvironment.requireHome(home, "server.database", "--database FILE, server.database=FILE");
        }
        Path base = given ? Path.of(dataHome) : home.resolve(".local/share");
        return base.resolve("agentmesh").resolve("server.db");
    }
}
