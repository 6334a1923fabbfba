package io.agentmesh.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine;

/** The program's commands and the flags of each, for tests of what is written about them. */
public final class CommandFlags {

    private CommandFlags() {
    }

    /** @return flags such as {@code --port}, by command */
    public static Map<String, Set<String>> all() {
        Path nowhere = Path.of("/");
        HostEnvironment host = new HostEnvironment(Map.of(), nowhere, nowhere, nowhere, () -> "box");
        Map<String, Set<String>> flags = new TreeMap<>();
        AgentMesh.commandLine(host, Commands.all(host)).getSubcommands().forEach((name, command) -> {
            Set<String> names = new TreeSet<>();
            collect(command, names);
            flags.put(name, names);
        });
        return flags;
    }

    private static void collect(CommandLine command, Set<String> names) {
        command.getCommandSpec().options().forEach(option -> names.addAll(Set.of(option.names())));
        command.getSubcommands().values().forEach(part -> collect(part, names));
    }
}
