package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.cli.AgentMesh;

/** {@code agentmesh …} as a process of its own, with the launcher's flags; what it says goes to a file. */
final class JavaProcess {

    private JavaProcess() {
    }

    /**
     * @param root its home is {@code home} and its folder for temporary files {@code tmp} in it
     * @param log  gone on with where it exists
     * @param more variables of its environment
     */
    static Process start(Path root, Path log, List<String> flags, List<String> arguments, Map<String, String> more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + Files.createDirectories(root.resolve("tmp"))));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentMesh.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8",
                "HOME", Files.createDirectories(root.resolve("home")).toString()));
        builder.environment().putAll(more);
        return builder.start();
    }
}
