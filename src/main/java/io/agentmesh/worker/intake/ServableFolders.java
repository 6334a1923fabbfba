package io.agentmesh.worker.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.agentmesh.settings.host.SystemCharset;

/**
 * The folders in which a worker may run tasks. As a server can name any path, the worker decides: configured codebases
 * always; others below {@code allowed_roots} or, where that is unset, any folder that the user can write, except the
 * system's, the home folder itself, hidden folders, and the worker's state. All by real path.
 */
public final class ServableFolders {

    private static final List<Path> SYSTEM = List.of("/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64",
            "/proc", "/run", "/sbin", "/snap", "/sys", "/usr", "/var/lib", "/var/log", "/var/cache",
            "/var/spool").stream().map(Path::of).toList();

    private static final String MISSING = "doesn't exist on this worker's machine";

    private final Set<Path> configured;
    private final List<Path> allowedRoots;
    private final Path home;
    private final Path stateDir;

    /**
     * @param configured   real paths
     * @param allowedRoots real paths; empty for unset
     * @param home         a real path
     * @param stateDir     a real path
     */
    public ServableFolders(Set<Path> configured, List<Path> allowedRoots, Path home, Path stateDir) {
        this.configured = Set.copyOf(configured);
        this.allowedRoots = List.copyOf(allowedRoots);
        this.home = home;
        this.stateDir = stateDir;
    }

    /**
     * The decision about one path.
     *
     * @param folder  its real path, or null where it may not be served
     * @param exists  whether there is such a folder on this machine
     * @param problem why it may not be served, part of a sentence; empty where it may
     */
    public record Answer(Path folder, boolean exists, String problem) {

        public boolean isServable() {
            return folder != null;
        }
    }

    public Answer check(String path) {
        Path real;
        try {
            if (path == null || !Path.of(path).isAbsolute()) {
                return new Answer(null, false, "is no absolute path");
            }
            real = Path.of(path).toRealPath();
        } catch (InvalidPathException e) {
            SystemCharset charset = SystemCharset.of(System.getenv());
            return new Answer(null, false, charset.isUtf8() ? MISSING : MISSING + ": " + charset.advice());
        } catch (IOException e) {
            return new Answer(null, false, MISSING);
        }
        if (!Files.isDirectory(real)) {
            return new Answer(null, false, "is no folder");
        }
        String problem = configured.contains(real) ? "" : problem(real);
        return problem.isEmpty() && !Files.isWritable(real) ? new Answer(null, true, "can't be written by this worker")
                : new Answer(problem.isEmpty() ? real : null, true, problem);
    }

    private String problem(Path real) {
        if (real.startsWith(stateDir) || stateDir.startsWith(real)) {
            return "holds this worker's own state";
        }
        if (!allowedRoots.isEmpty()) {
            return allowedRoots.stream().anyMatch(real::startsWith) ? ""
                    : "is outside of this worker's allowed_roots";
        }
        if (SYSTEM.stream().anyMatch(system -> real.startsWith(system) || system.startsWith(real))) {
            return "belongs to the system";
        }
        if (home.startsWith(real)) {
            return "is the home folder of this worker's user";
        }
        for (Path name : real) {
            if (name.toString().startsWith(".")) {
                return "is in a hidden folder";
            }
        }
        return "";
    }
}
