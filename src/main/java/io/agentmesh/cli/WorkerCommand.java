package io.agentmesh.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.agentmesh.settings.ResolvedSettings;
import io.agentmesh.settings.source.WorkerSettingsReader;

import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code agentmesh worker}: reads its settings, then runs a worker or prints them. */
final class WorkerCommand implements Callable<Integer> {

    private static final String CHECK = "--check";

    private final WorkerSettingsReader reader;
    private final WorkerStarter starter;
    private final WorkerOptions options;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("worker");

    WorkerCommand(WorkerSettingsReader reader, WorkerStarter starter) {
        this.reader = reader;
        this.starter = starter;
        this.options = new WorkerOptions(reader.defaults());
    }

    CommandSpec spec() {
        spec.usageMessage().sortOptions(false)
                .header("Takes tasks from a server, runs them with OpenCode, and reports the results.")
                .customSynopsis("agentmesh worker --server=URL [--codebase=[NAME:]DIR]... [OPTION]...",
                        "       agentmesh worker --config=FILE [OPTION]...")
                .optionListHeading("%nOptions:%n")
                .footer("", "Each setting is a flag, an environment variable and a key of the JSON file, such",
                        "as --poll-interval, A2A_POLL_INTERVAL and poll_interval. Precedence: flag,",
                        "variable, JSON file, application.properties. Secrets have no flag, because",
                        "other users can read arguments: set A2A_AUTH_TOKEN (or --auth-token-file),",
                        "A2A_REDIS_URL and A2A_MANAGEMENT_TOKEN, or their keys in the JSON file.",
                        "", "Example:",
                        "  agentmesh worker --server=http://127.0.0.1:8000 --codebase=shop:/srv/shop")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        options.addTo(spec);
        return spec
                .addOption(OptionSpec.builder(CHECK).type(boolean.class).arity("0").order(0)
                        .description("Check the settings, print each with its source, and exit.").build())
                .addOption(OptionSpec.builder("-h", "--help").type(boolean.class).arity("0").order(1).usageHelp(true)
                        .description("Show this help and exit.").build());
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "stopped as requested; running tasks have finished");
        codes.put("1", "failed; the reason is printed");
        codes.put("2", "a flag or a setting is wrong");
        codes.put("5", "stopped as requested; tasks that took too long were ended");
        codes.put("6", "handed over: agents keep running, and the next start follows them");
        codes.put("143", "stopped at once by a third signal (130 by INT, 129 by HUP)");
        return codes;
    }

    @Override
    public Integer call() throws Exception {
        ResolvedSettings resolved = reader.read(options.read(spec.commandLine().getParseResult()));
        if (spec.commandLine().getParseResult().hasMatchedOption(CHECK)) {
            new SettingsTable(resolved).printTo(spec.commandLine().getOut());
            return ExitCode.OK;
        }
        return starter.run(resolved.settings(), resolved.propertiesFile());
    }
}
