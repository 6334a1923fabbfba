package io.agentmesh.cli.routes;

import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh routes}: a group of commands. */
@Command(name = "routes", sortOptions = false, synopsisSubcommandLabel = "COMMAND",
        description = "Lists, prints and ejects the routes of a worker or a server, so that you can change them.",
        commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 a name, a folder or a flag is wrong.", "", "Example: agentmesh routes eject claim-task --to ./my-routes"})
public final class RoutesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    private RoutesCommand() {
    }

    /** @param variables the environment: {@code A2A_ROUTES} */
    public static CommandLine create(Map<String, String> variables) {
        return new CommandLine(new RoutesCommand()).addSubcommand(new ListRoutesCommand(variables))
                .addSubcommand(new ShowRouteCommand(variables)).addSubcommand(new EjectRouteCommand(variables));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "list, show or eject is missing");
    }
}
