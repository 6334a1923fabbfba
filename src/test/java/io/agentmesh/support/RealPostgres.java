package io.agentmesh.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL, from Maven: started when the first test asks for it, and ended with this JVM by its own hook. */
public final class RealPostgres {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private RealPostgres() {
    }

    /** Made by the class loader when it is first needed, once. */
    private static final class Holder {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // A folder of this user's: what another one has unpacked may not be readable.
                File programs = new File(System.getProperty("java.io.tmpdir"), "embedded-pg-" + System.getProperty("user.name"));
                EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(STARTUP)
                        .setOverrideWorkingDirectory(programs)
                        .setServerConfig("fsync", "off").setServerConfig("max_connections", "200").start();
                try (Connection connection = server.getPostgresDatabase().getConnection()) {
                    TestNotes.ofBuild().used("PostgreSQL " + connection.getMetaData().getDatabaseProductVersion()
                            + " of the build");
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static int port() {
        return Holder.SERVER.getPort();
    }

    public static String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** Of the database {@code name}. */
    public static String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?user=postgres&password=postgres";
    }

    /** What {@code query} answers. */
    public static long number(String query) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
