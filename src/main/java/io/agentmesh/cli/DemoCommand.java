package io.agentmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import io.agentmesh.cli.demo.DemoOptions;
import io.agentmesh.cli.demo.DemoRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agentmesh demo}: server, worker, OpenCode and one task, from nothing to a finished change. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
            "Shows a task's whole way on this machine, from a request to a finished change.",
            "",
            "Starts a server and a worker, makes a small git repository, sends a task for it, shows the output while "
                    + "OpenCode works, then the result and the diff, and cleans up.",
            "",
            "OpenCode is the one of --opencode-bin or A2A_OPENCODE_BIN, else the one on PATH or in the usual places. "
                    + "Where there is none, npm installs it into the folder AGENTMESH_CACHE (~/.cache/agentmesh unless set).",
            "",
            "The model is the one of --model or A2A_MODEL, else the one of OpenCode's own configuration. Where none is "
                    + "configured, a script plays the model: no key is needed and nothing leaves the machine."},
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 the task was completed, 1 it was not, and the reason is told, 2 a flag is wrong."})
public final class DemoCommand implements Callable<Integer> {

    private static final String DEFAULT_PROMPT = "Write a file HELLO.md that greets whoever reads it.";

    @Option(names = "--model", paramLabel = "PROVIDER/NAME", description = "Let this model think, as OpenCode names it.")
    private String model;

    @Option(names = "--scripted", description = "Use the scripted model, also where a real one is configured.")
    private boolean scripted;

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = DEFAULT_PROMPT,
            description = "What the agent is asked; \"${DEFAULT-VALUE}\" unless set.")
    private String prompt;

    @Option(names = "--keep", description = "Leave everything running until Ctrl-C, to play with.")
    private boolean keep;

    @Option(names = "--opencode-bin", paramLabel = "FILE",
            description = "The OpenCode 1.x to use.")
    private String openCodeBin;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "300",
            description = "The longest that the task may take; ${DEFAULT-VALUE} unless set.")
    private long timeoutSeconds;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final Path home;

    /**
     * @param environment the variables of this process
     * @param home        the user's home folder
     */
    public DemoCommand(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    @Override
    public Integer call() {
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout: " + timeoutSeconds + " is no time; give 1 or more");
        }
        DemoOptions options = new DemoOptions(model, scripted, keep, openCodeBin, prompt,
                Duration.ofSeconds(timeoutSeconds));
        return new DemoRunner(spec.commandLine().getOut(), spec.commandLine().getErr(), environment, home)
                .run(options);
    }
}
