package io.agentmesh.server.error;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Evicts a connection from the pool that a failover has left at a server which can't write any more, or that the server
 * has ended; any other failure is judged by HikariCP's own list.
 */
public final class FailoverEviction implements SQLExceptionOverride {

    /** {@code read_only_sql_transaction}. */
    static final String READ_ONLY = "25006";
    /** {@code admin_shutdown}, {@code crash_shutdown}, {@code cannot_connect_now}, {@code idle_session_timeout}, … */
    static final String ENDED = "57P0";

    // The simple name is that of the answer here.
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals(READ_ONLY) || state.startsWith(ENDED) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
