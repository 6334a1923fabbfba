package io.agentmesh.cli.command;

import java.nio.file.Path;

import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.ClientSettings;

import picocli.CommandLine.Option;

/** The flags for the server's address. There is none for the token: other users can read arguments. */
final class ServerOptions {

    @Option(names = "--server", paramLabel = "URL", order = 80,
            description = {"URL of the server; default: A2A_SERVER_URL, or", ClientSettings.DEFAULT_SERVER})
    private String server;

    @Option(names = "--token-file", paramLabel = "FILE", order = 81,
            description = "A file that contains only the bearer token; default: A2A_AUTH_TOKEN.")
    private Path tokenFile;

    @Option(names = {"-h", "--help"}, usageHelp = true, order = 90, description = "Show this help and exit.")
    private boolean help;

    ClientSettings read(HostEnvironment host) {
        return ClientSettings.read(server, tokenFile, host);
    }
}
