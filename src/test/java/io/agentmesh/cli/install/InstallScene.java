package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A folder in the root's place, a home and a program, and what the commands said. */
abstract class InstallScene {

    static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    Path temporary;

    Path root;
    Path home;
    Path jar;
    String out = "";
    String err = "";

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("root"));
        home = Files.createDirectories(temporary.toRealPath().resolve("home/me"));
        jar = Files.writeString(temporary.resolve("agentmesh.jar"), "the first program");
    }

    /** By path: the mode, or where a link leads. */
    static Map<String, String> files(Path top) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : all.filter(path -> !Files.isDirectory(path)).toList()) {
                files.put(top.relativize(file).toString(), Files.isSymbolicLink(file) ? "-> " + Files.readSymbolicLink(file)
                        : PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return files;
    }

    /** Below the root. */
    int run(String command, String... flags) {
        String[] args = Stream.concat(Stream.of(command, "--root=" + root), Stream.of(flags)).toArray(String[]::new);
        return command(IS_ROOT, args);
    }

    int command(boolean isRoot, String... args) {
        HostEnvironment host = new HostEnvironment(Map.of(), home, home, home.resolve("none.json"), () -> "box");
        StringWriter outWriter = new StringWriter();
        StringWriter errWriter = new StringWriter();
        Object command = args[0].equals("install") ? new InstallCommand(host, isRoot, () -> jar)
                : new UninstallCommand(host, isRoot);
        CommandLine line = new CommandLine(CommandSpec.create().name("agentmesh")).addSubcommand(command)
                .setOut(new PrintWriter(outWriter, true)).setErr(new PrintWriter(errWriter, true));
        int exit = line.execute(args);
        out = outWriter.toString();
        err = errWriter.toString();
        return exit;
    }
}
