package io.agentmesh.cli.routes;

import java.util.Map;
import java.util.concurrent.Callable;

import io.agentmesh.camel.RouteSource;
import io.agentmesh.settings.value.SettingsException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agentmesh routes show}. */
@Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false, optionListHeading = "%nOptions:%n",
        description = "Prints the file of a route or a kamelet as it is loaded.")
final class ShowRouteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "File name, with or without .camel.yaml; or that of an SQL file, with .sql.")
    private String name;

    @Mixin
    private final RoutesOptions routes;

    @Option(names = "--built-in", order = 3, description = "Print the built-in file even if it is replaced.")
    private boolean builtIn;

    @Spec
    private CommandSpec spec;

    ShowRouteCommand(Map<String, String> variables) {
        routes = new RoutesOptions(variables);
    }

    @Override
    public Integer call() {
        RouteSource source = routes.source(name);
        if (builtIn && source.builtIn() == null) {
            throw new SettingsException(source.own() + " replaces no built-in file");
        }
        spec.commandLine().getOut().print(builtIn ? source.builtInText() : source.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
