package io.agentmesh.server.error;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import io.agentmesh.task.text.CutText;

/** A fault that makes the whole database unusable for a while, whatever the statement. */
public enum DatabaseFault {

    /** The disk is full. */
    FULL("The database's disk is full."),
    /** The database is read-only, such as a standby after a failover. */
    READ_ONLY("The database is read-only."),
    /** The database's files can't be read or written. */
    BROKEN_DISK("The database's disk can't be used."),
    /** The connection failed or was ended. */
    AWAY("The database doesn't answer."),
    /** Any other fault, found by a check of the database. */
    UNUSABLE("The database can't be used.");

    private static final int MAX_LENGTH = 300;
    private static final int PRIMARY_CODE = 0xff;

    private final String sentence;

    DatabaseFault(String sentence) {
        this.sentence = sentence;
    }

    /** The {@code detail} for the client. */
    public String sentence() {
        return sentence;
    }

    /** Empty where only the statement failed, or no database is involved. */
    public static Optional<DatabaseFault> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<DatabaseFault> found = cause instanceof SQLException e ? ofOne(e) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The database's message in one line, without the wrapping messages, which repeat the statement and may contain the
     * values to store.
     */
    public static String reason(Throwable failure) {
        String message = String.valueOf(failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            message = cause instanceof SQLException && cause.getMessage() != null ? cause.getMessage() : message;
        }
        message = message.replaceAll("\\s+", " ").strip();
        return CutText.marked(MAX_LENGTH, message);
    }

    /** By PostgreSQL's manual, appendix A, "Error Codes", and SQLite's "Result and Error Codes". */
    private static Optional<DatabaseFault> ofOne(SQLException failure) {
        if (failure instanceof SQLiteException e) {
            return ofSqlite(e.getErrorCode() & PRIMARY_CODE);
        }
        String state = String.valueOf(failure.getSQLState());
        if (state.equals("53100")) {
            return Optional.of(FULL);
        }
        if (state.equals(FailoverEviction.READ_ONLY)) {
            return Optional.of(READ_ONLY);
        }
        if (state.equals("58030")) {
            return Optional.of(BROKEN_DISK);
        }
        boolean isAway = failure instanceof SQLTransientConnectionException || state.startsWith("08")
                || state.startsWith(FailoverEviction.ENDED) || state.equals("53300");
        return isAway ? Optional.of(AWAY) : Optional.empty();
    }

    private static Optional<DatabaseFault> ofSqlite(int code) {
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return Optional.of(FULL);
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
            return Optional.of(READ_ONLY);
        }
        boolean isDisk = code == SQLiteErrorCode.SQLITE_IOERR.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code;
        return isDisk ? Optional.of(BROKEN_DISK) : Optional.empty();
    }
}
