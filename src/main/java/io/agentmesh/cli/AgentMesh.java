package io.agentmesh.cli;

import java.util.List;
import java.util.concurrent.Callable;

import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.host.SystemCharset;
import io.agentmesh.settings.value.SettingsException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code agentmesh} program. Exit codes: 0 done, 1 failed, 2 the command line or a setting is wrong. Results go to
 * standard output, all else to standard error.
 */
@Command(name = "agentmesh", versionProvider = BuildVersion.class, sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs AI coding tasks with OpenCode on the machines where the code lives.",
        optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n",
        footer = {"", "'agentmesh COMMAND --help' describes a command."})
public final class AgentMesh implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, order = 100,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, order = 101,
            description = "Show the versions of the program, Camel and Java, and exit.")
    private boolean version;

    @Option(names = ErrorReport.DEBUG_FLAG, scope = ScopeType.INHERIT, order = 102,
            description = "Show the stack trace of an unexpected error (also: AGENTMESH_DEBUG=1).")
    private boolean debug;

    public static void main(String... args) {
        try {
            SystemCharset.of(System.getenv()).checkArguments(List.of(args));
            HostEnvironment host = HostEnvironment.ofThisProcess();
            System.exit(commandLine(host, Commands.all(host)).execute(args));
        } catch (SettingsException e) {
            System.err.println("agentmesh: " + e.getMessage());
            System.exit(CommandLine.ExitCode.USAGE);
        }
    }

    /** @param commands see {@link Commands} */
    static CommandLine commandLine(HostEnvironment host, List<Object> commands) {
        CommandLine line = new CommandLine(new AgentMesh());
        commands.forEach(line::addSubcommand);
        ErrorReport errors = new ErrorReport(host.variables().getOrDefault("AGENTMESH_DEBUG", ""));
        return line.setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                // A value that begins with @ is not a file of arguments.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(34);
    }

    /** Without a command, prints the help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
