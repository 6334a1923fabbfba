package io.agentmesh.cli.routes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.agentmesh.camel.RouteFiles;
import io.agentmesh.camel.RouteSource;
import io.agentmesh.camel.overlay.RenamedRoutes;
import io.agentmesh.settings.value.SettingsException;

import picocli.CommandLine.Option;

/** Flags that select a program and the integrator's folder of routes. */
final class RoutesOptions {

    /** A program with routes. */
    enum Program { worker, server }

    @Option(names = "--of", paramLabel = "PROGRAM", defaultValue = "worker", order = 1,
            description = "Whose routes: worker or server; default: ${DEFAULT-VALUE}.")
    private Program program;

    @Option(names = "--routes", paramLabel = "DIR", order = 2,
            description = "The folder of routes that the program is started with; default for a worker: A2A_ROUTES.")
    private Path folder;

    private final Map<String, String> variables;

    RoutesOptions(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Routes, then kamelets, then the integrator's own SQL, each sorted by name. */
    List<RouteSource> sources() {
        Path overlay = overlay();
        return Stream.of(RouteFiles.routes("routes/" + program, overlay), RouteFiles.kamelets(overlay),
                RouteFiles.sql(overlay)).flatMap(List::stream).toList();
    }

    /** @throws SettingsException where there is none of that name */
    RouteSource source(String name) {
        return Stream.concat(sources().stream(), Stream.of(name).filter(file -> file.endsWith(".sql")).map(RouteFiles::sql))
                .filter(source -> source.name().equals(name) || source.file().equals(name))
                .filter(source -> source.builtIn() != null || source.own() != null).findFirst()
                .orElseThrow(() -> new SettingsException("the " + program + " has no route " + name + hint(name)));
    }

    private String hint(String name) {
        String now = RenamedRoutes.of("routes/" + program).now(name.replace(".camel.yaml", ""));
        return now == null ? RouteNames.hint(name, sources()) : "; what it did is in " + now + " now";
    }

    private Path overlay() {
        String variable = variables.getOrDefault("A2A_ROUTES", "");
        return folder != null || program == Program.server || variable.isBlank() ? folder : Path.of(variable);
    }
}
