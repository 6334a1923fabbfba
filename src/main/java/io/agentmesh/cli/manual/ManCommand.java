package io.agentmesh.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agentmesh man}: writes the man pages, for builds and packages; therefore hidden in the help. */
@Command(name = "man", hidden = true, mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes the man pages: one for the program, and one for each command.",
        optionListHeading = "%nOptions:%n", exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:can't be written", "2:the command line is wrong"})
public final class ManCommand implements Callable<Integer> {

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The folder to write them to.")
    private Path output;

    @Spec
    private CommandSpec spec;

    private final Supplier<String> date;

    /** @param date of the program, as {@code 2026-11-24} */
    public ManCommand(Supplier<String> date) {
        this.date = date;
    }

    @Override
    public Integer call() throws IOException {
        String program = spec.root().version()[0];
        Files.createDirectories(output);
        for (CommandSpec command : Stream.concat(Stream.of(spec.root()), ManPage.shown(spec.root()).stream()).toList()) {
            ManPage page = new ManPage(command, program, date.get());
            Files.writeString(output.resolve(page.fileName()), page.text());
        }
        return 0;
    }
}
