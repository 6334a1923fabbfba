package io.agentmesh.cli.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;

import io.agentmesh.camel.RouteFiles;
import io.agentmesh.camel.RouteSource;
import io.agentmesh.camel.overlay.OverlayFiles;
import io.agentmesh.settings.value.SettingsException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agentmesh routes eject}. */
@Command(name = "eject", mixinStandardHelpOptions = true, sortOptions = false, optionListHeading = "%nOptions:%n",
        description = {"Copies a built-in route, kamelet or SQL file into a folder of yours, where it replaces the built-in one.",
            "The SQL files that its routes call are copied with it."})
final class EjectRouteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "File name, with or without .camel.yaml; or that of an SQL file, with .sql.")
    private String name;

    @Mixin
    private final RoutesOptions routes;

    @Option(names = "--to", paramLabel = "DIR", defaultValue = ".", order = 3,
            description = "The folder, created if missing; default: the current one.")
    private Path to;

    @Spec
    private CommandSpec spec;

    EjectRouteCommand(Map<String, String> variables) {
        routes = new RoutesOptions(variables);
    }

    @Override
    public Integer call() throws IOException {
        RouteSource source = routes.source(name);
        if (source.builtIn() == null) {
            throw new SettingsException(source.own() + " is your own already, and replaces no built-in file");
        }
        Path file = to.resolve(source.file());
        Files.createDirectories(file.toAbsolutePath().getParent());
        for (Path folder : OverlayFiles.folders(to)) {
            refuseIfThere(folder.resolve(file.getFileName()));
        }
        refuseIfThere(file);
        Files.writeString(file, source.builtInText(), StandardOpenOption.CREATE_NEW);
        spec.commandLine().getOut().println(file);
        for (String sql : source.builtInSql()) {
            copy(RouteFiles.sql(sql));
        }
        spec.commandLine().getErr().println("Start with --routes " + to + " to have it in the built-in one's place.");
        return 0;
    }

    /** Leaves an existing file: it is the user's own, or was copied with another route. */
    private void copy(RouteSource sql) throws IOException {
        Path file = to.resolve(sql.file());
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql.builtInText(), StandardOpenOption.CREATE_NEW);
            spec.commandLine().getOut().println(file);
        }
    }

    private static void refuseIfThere(Path file) {
        if (Files.exists(file)) {
            throw new SettingsException(file + " is there already, and is left as it is");
        }
    }
}
