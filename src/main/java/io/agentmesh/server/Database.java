package io.agentmesh.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.settings.SettingsException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Opens the SQLite file as a small pool.
 *
 * <p>WAL lets readers go on while one writes; the busy timeout makes rival writers wait their turn instead of failing;
 * {@code synchronous=FULL} keeps what was answered with 200 through a power cut.
 */
final class Database {

    private static final int CONNECTIONS = 4;
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private Database() {
    }

    /**
     * Opens {@code file}, made with its folder (for its owner alone) where it is missing, and brings its tables up to
     * date.
     *
     * @throws SettingsException if the file can't be opened
     */
    static HikariDataSource open(Path file) {
        create(file);
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            new Schema(source).update();
        } catch (IllegalStateException e) {
            throw new SettingsException("server.database: " + file + " can't be used: " + e.getMessage());
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(pool);
    }

    /** Prompts and results are for the owner of the file alone; SQLite gives its other files the same permissions. */
    private static void create(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(folder, permissions("rwx------"));
            }
            if (Files.notExists(file)) {
                Files.createFile(file, permissions("rw-------"));
            }
        } catch (IOException e) {
            throw new SettingsException("server.database: " + file + " can't be made: " + e.getMessage());
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
