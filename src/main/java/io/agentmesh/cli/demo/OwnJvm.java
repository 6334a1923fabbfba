package io.agentmesh.cli.demo;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How to start this very program again, with another command: the same Java, its flags, the same jar. */
final class OwnJvm {

    private static final String MAIN_CLASS = "io.agentmesh.cli.AgentMesh";

    private OwnJvm() {
    }

    /**
     * In a session of its own where the system can do that: a Ctrl-C on the terminal is then the demo's alone, which
     * stops its children in their order. They would take a second signal for impatience.
     */
    static ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        Stream.of("/usr/bin/setsid", "/bin/setsid").filter(program -> Files.isExecutable(Path.of(program))).limit(1)
                .forEach(command::add);
        command.addAll(commandLine(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getProperty("java.class.path"),
                arguments));
        return new ProcessBuilder(command);
    }

    /** Debuggers and agents of this JVM aren't passed on: they hold ports and files that only one can have. */
    static List<String> commandLine(String java, List<String> flags, String classPath, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java));
        flags.stream().filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(classPath.endsWith(".jar") && !classPath.contains(":") ? List.of("-jar", classPath)
                : List.of("-cp", classPath, MAIN_CLASS));
        command.addAll(arguments);
        return command;
    }
}
