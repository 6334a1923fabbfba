package io.agentmesh.cli.install;

import java.nio.file.Path;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Option;

/** The flags for the place of an installation. */
final class Place {

    @Option(names = "--user", description = "For your user only, in your home folder; needs no root.")
    private boolean forUser;

    @Option(names = "--prefix", paramLabel = "DIR",
            description = "The parent of bin and lib; default: /usr/local, with --user ~/.local.")
    private Path prefix;

    @Option(names = "--root", paramLabel = "DIR", defaultValue = "/",
            description = "The root folder of the target machine, such as that of an image.")
    private Path root;

    @Option(names = "--dry-run", description = "Print what would be done, and do nothing.")
    private boolean dryRun;

    Layout layout(HostEnvironment host) {
        if (forUser) {
            HostEnvironment.requireHome(host.home(), "the folder to install into", "no --user");
        }
        Path top = host.workingFolder().resolve(root).normalize();
        Path chosen = prefix == null ? null : host.workingFolder().resolve(prefix).normalize();
        return forUser ? Layout.ofUser(top, host.home(), chosen)
                : Layout.ofMachine(top, chosen == null ? Layout.DEFAULT_PREFIX : chosen);
    }

    boolean isDryRun() {
        return dryRun;
    }

    /** @throws InstallFailure where the running machine is to be changed without root's rights */
    static void checkRights(Layout layout, String command, boolean isRoot) {
        if (!layout.forUser() && layout.isLive() && !isRoot) {
            throw new InstallFailure("this changes the whole machine and needs root: sudo agentmesh " + command
                    + "; or agentmesh " + command + " --user for you alone");
        }
    }
}
