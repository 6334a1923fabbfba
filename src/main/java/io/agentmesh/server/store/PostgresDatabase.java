package io.agentmesh.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.error.FailoverEviction;
import io.agentmesh.server.notify.PostgresSignals;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.settings.value.SettingsException;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database, which several servers may share. Its text doesn't contain the password. */
public final class PostgresDatabase implements Database {

    private static final int CONNECTIONS = 10;
    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    /** Below the idle timeouts of providers and load balancers, of which 4 minutes is the shortest usual one. */
    private static final int KEEPALIVE_MILLIS = 60_000;
    /** An arbitrary number that no other program uses for this database. */
    private static final String MIGRATION_LOCK = "select pg_advisory_xact_lock(4167656543)";

    /**
     * The planner assumes an average number of tasks for each worker, and then scans the whole table for a poll. Each
     * frequent query has its index, so that its cost depends on its result alone.
     */
    private static final String PLAN_BY_INDEX =
            "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off";

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    /**
     * @param url {@code postgres://user:password@host/name} or {@code jdbc:postgresql://host/name?user=…&password=…}
     * @throws SettingsException if it is neither; the message does not quote it
     */
    public PostgresDatabase(String url) {
        PostgresUrl parts = PostgresUrl.parse(url);
        source.setUrl(parts.jdbc());
        if (parts.user() != null) {
            source.setUser(parts.user());
        }
        if (parts.password() != null) {
            source.setPassword(parts.password());
        }
        source.setApplicationName("agentmesh");
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setTcpKeepAlive(true);
    }

    @Override
    public HikariDataSource open() {
        try {
            checkEncoding();
            checkSessions();
            new Schema(source, MIGRATION_LOCK).update();
        } catch (SchemaException | SQLException e) {
            throw new UnreachableException("the database " + this + " can't be used: "
                    + Objects.toString(e.getMessage()).replaceAll("\\s+", " "), e);
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setDataSource(source);
        pool.setExceptionOverride(new FailoverEviction());
        pool.setKeepaliveTime(KEEPALIVE_MILLIS);
        pool.setConnectionInitSql(PLAN_BY_INDEX);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        return new HikariDataSource(pool);
    }

    /** Prompts and output may contain any character. The driver sends UTF-8, and the database rejects what it lacks. */
    private void checkEncoding() throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet rows = connection.createStatement().executeQuery("show server_encoding")) {
            rows.next();
            String encoding = rows.getString(1);
            if (!encoding.equals("UTF8")) {
                throw new SettingsException("server.database-url: the database " + this + " has the encoding " + encoding
                        + ", but UTF8 is needed: create one with \"encoding 'UTF8' template template0\"");
            }
        }
    }

    /**
     * Two concurrent connections have one backend process each, unless a pooler shares one: then prepared statements
     * are mixed up, and signals don't arrive.
     */
    private void checkSessions() throws SQLException {
        try (Connection one = source.getConnection(); Connection other = source.getConnection()) {
            if (process(one) == process(other)) {
                throw new SettingsException("server.database-url: a pooler in transaction mode stands before the database "
                        + this + ", which breaks prepared statements and signals between servers: set it to session mode "
                        + "(PgBouncer: pool_mode=session), or name the database's own address");
            }
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public Signals signals(HikariDataSource pool) {
        return new PostgresSignals(pool, source);
    }

    @Override
    public String toString() {
        int port = source.getPortNumbers()[0];
        return "postgres://" + source.getServerNames()[0] + (port == 0 ? "" : ":" + port) + "/"
                + source.getDatabaseName();
    }
}
