package io.agentmesh.cli.install;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things go. All paths are those that the installed program will know; {@link #on} tells where they are while it is
 * installed below another root.
 *
 * @param root    {@code /}, or the folder that is to become one
 * @param prefix  above {@code bin} and {@code lib}
 * @param vendor  above {@code systemd}, where units are that their administrator doesn't edit
 * @param config  the folder of settings
 * @param state   what a purge removes: runs, undelivered outcomes and, of the service's own user, its home
 * @param forUser whether it is for one user, and not for the machine
 */
record Layout(Path root, Path prefix, Path vendor, Path config, Path state, boolean forUser) {

    static final Path USUAL_PREFIX = Path.of("/usr/local");

    /** Where systemd looks for what comes with programs; with any other prefix it looks only below {@code /etc}. */
    private static final List<Path> KNOWN_PREFIXES = List.of(USUAL_PREFIX, Path.of("/usr"));

    static Layout ofMachine(Path root, Path prefix) {
        return new Layout(root, prefix, KNOWN_PREFIXES.contains(prefix) ? prefix.resolve("lib") : Path.of("/etc"),
                Path.of("/etc/a2a-worker"), Path.of("/var/lib/agentmesh"), false);
    }

    /** @param prefix or null for {@code ~/.local} */
    static Layout ofUser(Path root, Path home, Path prefix) {
        return new Layout(root, prefix == null ? home.resolve(".local") : prefix, home.resolve(".local/share"),
                home.resolve(".config/a2a-worker"), home.resolve(".local/state/a2a-worker"), true);
    }

    /** Where a path is now. */
    Path on(Path path) {
        return root.resolve(path.getRoot().relativize(path));
    }

    /** The installed program's own folder. */
    Path program() {
        return prefix.resolve("lib/agentmesh");
    }

    /** What people and units call. */
    Path command() {
        return prefix.resolve("bin/agentmesh");
    }

    /** The folder of the units. */
    Path units() {
        return vendor.resolve(forUser ? "systemd/user" : "systemd/system");
    }

    /** Where systemd notes which units are started at boot. */
    Path enabledUnits() {
        return forUser ? config.resolveSibling("systemd/user") : Path.of("/etc/systemd/system");
    }

    /** Whether it is the running machine that is changed. */
    boolean isLive() {
        return root.equals(root.getRoot());
    }
}
