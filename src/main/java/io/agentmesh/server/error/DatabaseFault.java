package io.agentmesh.server.error;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why a database as a whole can't be used for a while, through no fault of the statement that failed. */
public enum DatabaseFault {

    /** There is no room for what should be stored. */
    FULL("The database's disk is full."),
    /** It can only be read, such as a standby after a failover. */
    READ_ONLY("The database is read-only."),
    /** Its files can't be read or written. */
    BROKEN_DISK("The database's disk can't be used."),
    /** There is no connection to it, or it ended one. */
    AWAY("The database doesn't answer."),
    /** Anything else; only a check of the whole database finds that. */
    UNUSABLE("The database can't be used.");

    private static final int LONGEST = 300;
    private static final int PRIMARY_CODE = 0xff;

    private final String sentence;

    DatabaseFault(String sentence) {
        this.sentence = sentence;
    }

    /** What a client is answered. */
    public String sentence() {
        return sentence;
    }

    /** Empty where the statement is to blame, or no database is. */
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
     * The database's own words in one line, without what others have wrapped around them: that repeats the statement,
     * and may hold what should be stored.
     */
    public static String reason(Throwable failure) {
        String words = String.valueOf(failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words = cause instanceof SQLException && cause.getMessage() != null ? cause.getMessage() : words;
        }
        words = words.replaceAll("\\s+", " ").strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    /** PostgreSQL: appendix A of its manual, "Error Codes"; SQLite: "Result and Error Codes". */
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
