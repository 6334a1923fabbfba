package io.agentmesh.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agentmesh.server.notify.LocalSignals;
import io.agentmesh.server.notify.Signals;
import io.agentmesh.settings.value.SettingsException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file, created with its folder, for its owner alone, where missing.
 *
 * <p>WAL allows reads during a write; with the busy timeout concurrent writers wait instead of failing;
 * {@code synchronous=FULL} makes answers with 200 survive a power cut.
 */
public record SqliteFile(Path path) implements Database {

    private static final int CONNECTIONS = 4;
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    /** Transactions begin as writers, so two servers on one file don't both migrate it. */
    private static final String NO_LOCK = "select 1";

    @Override
    public HikariDataSource open() {
        create();
        if (System.getProperty(NativeLibraryFolder.PROPERTY) == null) {
            System.setProperty(NativeLibraryFolder.PROPERTY, new NativeLibraryFolder().choose(
                    Path.of(System.getProperty("java.io.tmpdir")), path.toAbsolutePath().getParent()).toString());
        }
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + path);
        try {
            new Schema(source, NO_LOCK).update();
        } catch (SchemaException e) {
            throw new SettingsException("server.database: " + path + " can't be used: " + e.getMessage());
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setDataSource(source);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        return new HikariDataSource(pool);
    }

    @Override
    public Signals signals(HikariDataSource pool) {
        return new LocalSignals();
    }

    /** Prompts and results are readable by the owner alone; SQLite gives its other files the same permissions. */
    private void create() {
        Path folder = path.toAbsolutePath().getParent();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(folder, permissions("rwx------"));
            }
            if (Files.notExists(path)) {
                Files.createFile(path, permissions("rw-------"));
            }
        } catch (IOException e) {
            throw new SettingsException("server.database: " + path + " can't be made: " + e.getMessage());
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
