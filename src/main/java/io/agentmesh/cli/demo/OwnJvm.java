package io.agentmesh.cli.demo;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Command line that starts this program again: the same Java, flags and jar. */
final class OwnJvm {

    private static final String MAIN_CLASS = "io.agentmesh.cli.AgentMesh";

    private OwnJvm() {
    }

    /**
     * In a session of its own where possible: a Ctrl-C on the terminal then only reaches the demo, which stops its
     * children in order. They would take a second signal for a request to stop at once.
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

    /** Omits debuggers and agents of this JVM: their ports and files can't be shared. */
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
