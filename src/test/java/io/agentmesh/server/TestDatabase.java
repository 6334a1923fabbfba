package io.agentmesh.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import io.agentmesh.support.RealPostgres;

/**
 * The database of the tests that use one folder: a SQLite file in it or, with {@code -Dtest.store=postgres}, a schema
 * of its own in a real PostgreSQL. The build runs tests with the tag {@code store} once with each.
 */
public interface TestDatabase {

    static TestDatabase in(Path folder) {
        return System.getProperty("test.store", "sqlite").equals("postgres")
                ? new PostgresSchema("t" + Integer.toHexString(folder.toString().hashCode()))
                : new File(folder.resolve("server.db"));
    }

    /** The server's properties for it. */
    Map<String, String> properties();

    String jdbcUrl();

    /** A statement that, in a transaction, keeps all others from writing. */
    String keepOthersFromWriting();

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** The file {@code path}. */
    record File(Path path) implements TestDatabase {

        @Override
        public Map<String, String> properties() {
            return Map.of("server.database", path.toString(), "server.database-url", "");
        }

        @Override
        public String jdbcUrl() {
            return "jdbc:sqlite:" + path + "?busy_timeout=10000";
        }

        @Override
        public String keepOthersFromWriting() {
            return "update tasks set id = id where id = ''";
        }
    }

    /** The schema {@code name}, made where it is missing. */
    record PostgresSchema(String name) implements TestDatabase {

        public PostgresSchema {
            RealPostgres.execute("create schema if not exists " + name);
        }

        @Override
        public Map<String, String> properties() {
            return Map.of("server.database-url", jdbcUrl());
        }

        @Override
        public String jdbcUrl() {
            return RealPostgres.jdbcUrl() + "&currentSchema=" + name;
        }

        @Override
        public String keepOthersFromWriting() {
            return "lock table tasks in exclusive mode";
        }
    }
}
