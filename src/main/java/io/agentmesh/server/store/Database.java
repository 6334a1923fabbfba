package io.agentmesh.server.store;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.settings.value.SettingsException;

/** A database that the server can use. Its text names it for people, without a password. */
public sealed interface Database permits SqliteFile, PostgresDatabase {

    /** How long a request waits for a free connection before it fails. */
    int CONNECTION_TIMEOUT_MILLIS = 10_000;

    /**
     * Opens a connection pool and migrates the tables.
     *
     * @throws SettingsException    if the database is not one of this program
     * @throws UnreachableException if it can't be used now
     */
    HikariDataSource open();

    /** @param pool from {@link #open} */
    Signals signals(HikariDataSource pool);
}
