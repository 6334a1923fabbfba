package io.agentmesh.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agentmesh completion}: prints a shell's completion script. */
@Command(name = "completion", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints the script that completes commands and flags in bash or zsh.",
        optionListHeading = "%nOptions:%n", exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:can't be written", "2:the command line is wrong"},
        footer = {"", "In the current shell: source <(agentmesh completion bash)",
            "In every new shell: agentmesh completion bash --output ~/.local/share/bash-completion/completions/agentmesh"})
public final class CompletionCommand implements Callable<Integer> {

    private enum Shell { bash, zsh }

    @Parameters(paramLabel = "bash|zsh", arity = "0..1", defaultValue = "bash", description = "The shell; default: bash.")
    private Shell shell;

    @Option(names = "--output", paramLabel = "FILE", description = "Write to this file instead of standard output.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        // One script for both shells: it loads zsh's bashcompinit.
        String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
        if (output == null) {
            spec.commandLine().getOut().print(script);
            spec.commandLine().getOut().flush();
        } else {
            Files.createDirectories(output.toAbsolutePath().getParent());
            Files.writeString(output, script);
        }
        return 0;
    }
}
