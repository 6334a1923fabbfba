package io.agentmesh.cli.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

import io.agentmesh.opencode.install.CacheFolder;
import io.agentmesh.opencode.install.NpmClient;
import io.agentmesh.opencode.install.OpenCodeInstaller;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.opencode.install.OpenCodeProgram;

/** Finds an OpenCode for the demo: the named one, else one of this machine, else it installs the pinned one by npm. */
final class AgentFinder {

    private static final int SECONDS_TO_INSTALL = 600;

    private final Map<String, String> environment;
    private final Path home;
    private final Consumer<String> notices;

    AgentFinder(Map<String, String> environment, Path home, Consumer<String> notices) {
        this.environment = environment;
        this.home = home;
        this.notices = notices;
    }

    /**
     * @param named the program of a flag, or null; then {@code A2A_OPENCODE_BIN} may name one
     * @throws DemoFailure where the named one isn't OpenCode 1.x
     */
    OpenCodeProgram find(String named) {
        String program = named == null ? environment.getOrDefault("A2A_OPENCODE_BIN", "") : named;
        if (!program.isBlank()) {
            return OpenCodeProgram.probe(Path.of(program), Map.of()).filter(OpenCodeProgram::isSupported)
                    .orElseThrow(() -> new DemoFailure(program + " is no OpenCode 1.x; name another one, or none"));
        }
        return new OpenCodeLocator(environment.get("PATH"), home).locate().orElseGet(this::install);
    }

    private OpenCodeProgram install() {
        String version = OpenCodeInstaller.pinnedVersion();
        Path cache = CacheFolder.locate(environment, home);
        Path program = new OpenCodeInstaller(cache, version, new NpmClient("npm", SECONDS_TO_INSTALL), notices)
                .install();
        return new OpenCodeProgram(program, version);
    }
}
