package io.agentmesh.cli.install;

import java.util.List;

import io.agentmesh.settings.host.HostEnvironment;

/** The commands of this package, in the order of the help. */
public final class InstallCommands {

    private InstallCommands() {
    }

    public static List<Object> all(HostEnvironment host) {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        return List.of(new InstallCommand(host, isRoot, Bundle::ownJar), new UninstallCommand(host, isRoot));
    }
}
