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
            "Runs one task on this machine, from the request to the finished change.",
            "",
            "Starts a server and a worker, creates a small git repository and a task for it, shows the output while "
                    + "OpenCode works, then the result and the diff, and cleans up.",
            "",
            "OpenCode is the one of --opencode-bin or A2A_OPENCODE_BIN, else the one on PATH or in the usual places. "
                    + "If there is none, npm installs it into the folder AGENTMESH_CACHE (default: ~/.cache/agentmesh).",
            "",
            "The model is the one of --model or A2A_MODEL, else the one of OpenCode's own configuration. If none is "
                    + "configured, a scripted model answers: no key is needed and nothing leaves the machine."},
        optionListHeading = "%nOptions:%n",
        footer = {"", "Exit codes: 0 the task was completed, 1 it was not (the reason is printed), 2 a flag is wrong."})
public final class DemoCommand implements Callable<Integer> {

    private static final String DEFAULT_PROMPT = "Write a file HELLO.md that greets whoever reads it.";

    @Option(names = "--model", paramLabel = "PROVIDER/NAME", description = "The model to use, named as OpenCode names it.")
    private String model;

    @Option(names = "--scripted", description = "Use the scripted model even if a real one is configured.")
    private boolean scripted;

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = DEFAULT_PROMPT,
            description = "The prompt; default: \"${DEFAULT-VALUE}\"")
    private String prompt;

    @Option(names = "--keep", description = "Keep server and worker running until Ctrl-C, to try things out.")
    private boolean keep;

    @Option(names = "--opencode-bin", paramLabel = "FILE",
            description = "The OpenCode 1.x to use.")
    private String openCodeBin;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "300",
            description = "Timeout of the task; default: ${DEFAULT-VALUE}.")
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
