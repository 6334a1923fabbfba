package io.agentmesh.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;

import io.agentmesh.settings.value.SettingsException;

/**
 * Chooses the folder for SQLite's native library: the JVM's folder for temporary files, or the database's own where the
 * former is mounted {@code noexec}, as on hardened machines.
 */
final class NativeLibraryFolder {

    /** The property of sqlite-jdbc that names the folder. */
    static final String PROPERTY = "org.sqlite.tmpdir";

    private final Predicate<Path> allowsExecution;

    NativeLibraryFolder() {
        this(NativeLibraryFolder::allowsExecution);
    }

    NativeLibraryFolder(Predicate<Path> allowsExecution) {
        this.allowsExecution = allowsExecution;
    }

    /**
     * @param temporary the JVM's folder for temporary files
     * @param database  the folder of the database
     * @throws SettingsException where neither allows execution
     */
    Path choose(Path temporary, Path database) {
        if (allowsExecution.test(temporary)) {
            return temporary;
        }
        if (allowsExecution.test(database)) {
            return database;
        }
        throw new SettingsException("server.database: nothing may be executed from " + temporary + " or " + database
                + " (noexec), which SQLite's library needs; name another folder by the JVM flag -D" + PROPERTY
                + "=FOLDER (AGENTMESH_JAVA_OPTS)");
    }

    /** Asks the system: on a {@code noexec} file system a file with execute permission isn't executable. */
    private static boolean allowsExecution(Path folder) {
        Path probe = null;
        try {
            probe = Files.createTempFile(folder, "agentmesh", ".probe",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return Files.isExecutable(probe);
        } catch (IOException e) {
            return false;
        } finally {
            if (probe != null) {
                probe.toFile().delete();
            }
        }
    }
}
