package io.agentmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.agentmesh.cli.demo.DemoOptions;
import io.agentmesh.cli.demo.DemoRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh demo}: server, worker, OpenCode and one task, from nothing to a finished change. */
@Command(name = "demo", sortOptions = false,
        header = "Shows a task's whole way on this machine: server, worker, OpenCode, result.",
        description = {"",
            "Starts a server and a worker, makes a small git repository, sends a task for it, shows the output while "
                    + "OpenCode works, then the result and the diff, and cleans up. What it needs beyond Java: git, and npm "
                    + "where OpenCode isn't installed yet (it then goes into ~/.cache/agentmesh).",
            "",
            "The model is the one of --model, else of A2A_MODEL, else of OpenCode's own configuration. Where none is "
                    + "configured, a script plays the model: no key is needed and nothing leaves the machine.",
            ""},
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the task was completed", "1:it was not; the reason is told", "2:wrong usage"})
public final class DemoCommand implements Callable<Integer> {

    private static final String DEFAULT_PROMPT = "Write a file HELLO.md that greets whoever reads it.";

    @Option(names = "--model", paramLabel = "PROVIDER/NAME", description = "Let this model think, as OpenCode names it.")
    private String model;

    @Option(names = "--scripted", description = "Use the scripted model, also where a real one is configured.")
    private boolean scripted;

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = DEFAULT_PROMPT,
            description = "What the agent is asked.%nDefault: ${DEFAULT-VALUE}")
    private String prompt;

    @Option(names = "--keep", description = "Leave everything running until Ctrl-C, to play with.")
    private boolean keep;

    @Option(names = "--opencode-bin", paramLabel = "FILE",
            description = "The OpenCode 1.x to use.%nDefault: A2A_OPENCODE_BIN, PATH, the usual places, npm.")
    private String openCodeBin;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "300",
            description = "The longest that the task may take.%nDefault: ${DEFAULT-VALUE}")
    private long timeoutSeconds;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        DemoOptions options = new DemoOptions(model, scripted, keep, openCodeBin, prompt,
                Duration.ofSeconds(timeoutSeconds));
        return new DemoRunner(spec.commandLine().getOut(), spec.commandLine().getErr(), System.getenv(),
                Path.of(System.getProperty("user.home"))).run(options);
    }
}
