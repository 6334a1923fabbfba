package io.agentmesh.cli;

import java.util.concurrent.Callable;

import io.agentmesh.cli.doctor.Diagnosis;
import io.agentmesh.cli.doctor.Doctor;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code agentmesh doctor}: checks whether a worker with the given settings can work. */
final class DoctorCommand implements Callable<Integer> {

    private static final String JSON = "--json";

    private final WorkerSettingsReader reader;
    private final Doctor doctor;
    private final WorkerOptions options;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("doctor");

    DoctorCommand(WorkerSettingsReader reader, Doctor doctor) {
        this.reader = reader;
        this.doctor = doctor;
        this.options = new WorkerOptions(reader.defaults());
    }

    CommandSpec spec() {
        spec.usageMessage().sortOptions(false)
                .header("Checks whether a worker with these settings can work, and says how to fix what is wrong.")
                .customSynopsis("agentmesh doctor [--json] [OPTION OF agentmesh worker]...")
                .optionListHeading("%nOptions:%n")
                .footer("", "Checks the settings, the server and its clock, Redis, OpenCode and its model, each codebase, disk,",
                        "outbox and memory. Run it as the worker's user with the worker's flags. It changes nothing.",
                        "", "Exit codes: 0 no problem (there may be warnings), 1 a problem was found, 2 a flag is wrong.",
                        "", "Example:",
                        "  sudo -u agentmesh agentmesh doctor --config /etc/a2a-worker/config.json");
        options.addTo(spec);
        return spec
                .addOption(OptionSpec.builder(JSON).type(boolean.class).arity("0").order(0)
                        .description("Print the findings as JSON.").build())
                .addOption(OptionSpec.builder("-h", "--help").type(boolean.class).arity("0").order(1).usageHelp(true)
                        .description("Show this help and exit.").build());
    }

    @Override
    public Integer call() {
        SettingsFlags flags = options.read(spec.commandLine().getParseResult());
        Diagnosis diagnosis = new Diagnosis(doctor.check(() -> reader.read(flags)));
        if (spec.commandLine().getParseResult().hasMatchedOption(JSON)) {
            spec.commandLine().getOut().println(diagnosis.json());
        } else {
            diagnosis.printTo(spec.commandLine().getOut());
        }
        return diagnosis.hasNoProblem() ? 0 : 1;
    }
}
