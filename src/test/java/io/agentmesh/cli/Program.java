package io.agentmesh.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.WorkerSettingsReader;

import picocli.CommandLine;

/** The program in a folder, with an environment of its own, and what it printed. */
final class Program {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> variables = new HashMap<>();
    private final Path folder;
    private final WorkerStarter worker;

    Program(Path folder, WorkerStarter worker) {
        this.folder = folder;
        this.worker = worker;
    }

    Program variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    int run(String... args) {
        HostEnvironment host = new HostEnvironment(variables, folder, folder, folder.resolve("etc.json"), () -> "box");
        CommandLine line = AgentMesh.commandLine(host,
                List.of(new WorkerCommand(new WorkerSettingsReader(host), worker).spec()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
