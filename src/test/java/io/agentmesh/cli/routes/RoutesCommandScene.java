package io.agentmesh.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;

/** A folder of an integrator's routes, and the commands that work on it. */
abstract class RoutesCommandScene {

    static final String MINE = """
            - route:
                id: %s
                description: Does it my way.
                from:
                  uri: direct
                  parameters:
                    name: %1$s
                  steps:
                    - stop: {}
            """;

    @TempDir
    Path folder;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final Map<String, String> variables = new HashMap<>();

    void write(String name) throws Exception {
        Files.writeString(folder.resolve(name + ".camel.yaml"), MINE.formatted(Path.of(name).getFileName()));
    }

    /** @throws Exception what the command itself throws */
    void run(String... arguments) throws Exception {
        Exception[] thrown = new Exception[1];
        int exit = RoutesCommand.create(variables).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).setExecutionExceptionHandler((failure, line, parsed) -> {
                    thrown[0] = failure;
                    return 1;
                }).execute(arguments);
        if (thrown[0] != null) {
            throw thrown[0];
        }
        assertThat(exit).as(err.toString()).isZero();
    }
}
