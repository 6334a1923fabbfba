package io.agentmesh.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import io.agentmesh.settings.value.SettingsException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports an error as one sentence on standard error with an exit code; with a stack trace only on request. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

    static final String DEBUG_FLAG = "--debug";

    private final boolean debugVariable;

    /** @param debugVariable the value of {@code AGENTMESH_DEBUG} */
    ErrorReport(String debugVariable) {
        this.debugVariable = !debugVariable.isBlank() && !debugVariable.equals("0")
                && !debugVariable.equalsIgnoreCase("false");
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(name(command) + ": " + sentence(mistake));
        err.println("Try '" + name(command) + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean mistake = failure instanceof SettingsException;
        boolean debug = debugVariable || command.getParseResult().hasMatchedOption(DEBUG_FLAG)
                || parsed.hasMatchedOption(DEBUG_FLAG);
        command.getErr().println(name(command) + ": " + (mistake ? failure.getMessage() : sentence(failure, debug)));
        if (debug) {
            failure.printStackTrace(command.getErr());
        }
        return mistake ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Exception failure, boolean debug) {
        String message = failure.getMessage() == null || failure.getMessage().isBlank()
                ? failure.getClass().getSimpleName() : failure.getMessage().strip().lines().findFirst().orElseThrow();
        return message + (debug ? "" : " (" + DEBUG_FLAG + " shows where)");
    }

    private static String sentence(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            List<String> near = unmatched.getSuggestions();
            String kind = argument.startsWith("-") ? "option"
                    : mistake.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
            // Without the value, which may be a secret.
            return "unknown " + kind + " " + argument.replaceFirst("=.*", "")
                    + (near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)");
        }
        String message = mistake.getMessage().lines().findFirst().orElse("");
        return message.isEmpty() ? "the command line is wrong"
                : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
