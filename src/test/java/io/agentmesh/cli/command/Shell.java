package io.agentmesh.cli.command;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs commands as a shell would: with variables, an input, and what they printed. */
public final class Shell {

    private final Map<String, String> variables = new HashMap<>();
    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private String input = "";
    private boolean isTerminal;

    @Command(name = "agentmesh")
    static final class Root {
    }

    public Shell(Path folder, URI server) {
        this.folder = folder;
        variables.put("A2A_SERVER_URL", server.toString());
    }

    Shell variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public Shell input(String text) {
        input = text;
        return this;
    }

    /** From now on as before a person. */
    Shell terminal() {
        isTerminal = true;
        return this;
    }

    /** @return the exit code */
    public int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        HostEnvironment host = new HostEnvironment(variables, folder, folder, folder.resolve("none"), () -> "box");
        Streams streams = new Streams(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), null, isTerminal,
                isTerminal);
        CommandLine line = new CommandLine(new Root());
        ClientCommands.all(host, streams).forEach(line::addSubcommand);
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 2;
                }).setParameterExceptionHandler((mistake, given) -> {
                    mistake.getCommandLine().getErr().println(mistake.getMessage());
                    return 2;
                }).execute(args);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + out(), e);
        }
    }
}
