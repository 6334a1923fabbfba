package io.agentmesh.cli.install;

import java.nio.file.Path;
import java.util.List;

/**
 * Paths of an installation, as the installed program sees them; {@link #on} converts them while it is installed below
 * another root.
 *
 * @param root    {@code /}, or the folder of an image
 * @param prefix  above {@code bin} and {@code lib}
 * @param vendor  above {@code systemd}, for units that administrators don't edit
 * @param config  the folder of settings
 * @param state   removed by a purge: runs, undelivered outcomes and, of the service's own user, its home
 * @param forUser whether it is for one user
 */
record Layout(Path root, Path prefix, Path vendor, Path config, Path state, boolean forUser) {

    static final Path DEFAULT_PREFIX = Path.of("/usr/local");

    /** Where systemd looks for vendor units; with any other prefix it looks only below {@code /etc}. */
    private static final List<Path> KNOWN_PREFIXES = List.of(DEFAULT_PREFIX, Path.of("/usr"));

    static Layout ofMachine(Path root, Path prefix) {
        return new Layout(root, prefix, KNOWN_PREFIXES.contains(prefix) ? prefix.resolve("lib") : Path.of("/etc"),
                Path.of("/etc/a2a-worker"), Path.of("/var/lib/agentmesh"), false);
    }

    /** @param prefix or null for {@code ~/.local} */
    static Layout ofUser(Path root, Path home, Path prefix) {
        return new Layout(root, prefix == null ? home.resolve(".local") : prefix, home.resolve(".local/share"),
                home.resolve(".config/a2a-worker"), home.resolve(".local/state/a2a-worker"), true);
    }

    /** The path below the root. */
    Path on(Path path) {
        return root.resolve(path.getRoot().relativize(path));
    }

    /** The installed program's folder. */
    Path program() {
        return prefix.resolve("lib/agentmesh");
    }

    /** The command for people and units. */
    Path command() {
        return prefix.resolve("bin/agentmesh");
    }

    /** The folder of the units. */
    Path units() {
        return vendor.resolve(forUser ? "systemd/user" : "systemd/system");
    }

    /** Where systemd links the units that are started at boot. */
    Path enabledUnits() {
        return forUser ? config.resolveSibling("systemd/user") : Path.of("/etc/systemd/system");
    }

    /** Whether the running machine is changed. */
    boolean isLive() {
        return root.equals(root.getRoot());
    }
}
