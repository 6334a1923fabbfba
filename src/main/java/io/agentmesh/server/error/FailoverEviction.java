package io.agentmesh.server.error;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Evicts a connection from the pool that is read-only after a failover, or that the database has ended; HikariCP's own
 * list covers other failures.
 */
public final class FailoverEviction implements SQLExceptionOverride {

    /** {@code read_only_sql_transaction}. */
    static final String READ_ONLY = "25006";
    /** {@code admin_shutdown}, {@code crash_shutdown}, {@code cannot_connect_now}, {@code idle_session_timeout}, … */
    static final String ENDED = "57P0";

    // The simple name is that of the return type here.
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals(READ_ONLY) || state.startsWith(ENDED) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
