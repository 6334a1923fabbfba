package io.agentmesh.server.store;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.settings.value.SettingsException;

/** A database that the server can work on; its text is what a person calls it, and holds no password. */
public sealed interface Database permits SqliteFile, PostgresDatabase {

    /** How long a request waits for a free connection before it fails. */
    int CONNECTION_TIMEOUT_MILLIS = 10_000;

    /**
     * Opens it as a pool, with its tables brought up to date.
     *
     * @throws SettingsException    if this can't be a database of ours
     * @throws UnreachableException if it can't be used just now
     */
    HikariDataSource open();

    /** @param pool what {@link #open} gave */
    Signals signals(HikariDataSource pool);
}
