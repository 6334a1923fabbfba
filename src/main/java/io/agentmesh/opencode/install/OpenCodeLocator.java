package io.agentmesh.opencode.install;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.agentmesh.settings.value.SettingsException;

/** Finds OpenCode on this machine: in the folders of PATH, then where its installers put it. */
public final class OpenCodeLocator {

    private static final String PROGRAM = "opencode";

    private final String searchPath;
    private final Path home;

    /**
     * @param searchPath folders as in the variable PATH, or null
     * @param home       the user's home folder
     */
    public OpenCodeLocator(String searchPath, Path home) {
        this.searchPath = searchPath == null ? "" : searchPath;
        this.home = home;
    }

    /** The first executable that answers and {@linkplain OpenCodeProgram#isSupported() is supported}. */
    public Optional<OpenCodeProgram> locate() {
        return candidates().stream()
                .flatMap(file -> OpenCodeProgram.probe(file, Map.of()).stream())
                .filter(OpenCodeProgram::isSupported)
                .findFirst();
    }

    /**
     * The program that a worker runs.
     *
     * @param named the setting {@code opencode_bin}, or null to search for it
     * @throws SettingsException where there is none, or it isn't supported
     */
    public OpenCodeProgram require(Path named) {
        if (named == null) {
            return locate().orElseThrow(() -> new SettingsException("opencode_bin: no OpenCode 1.x was found "
                    + "on PATH or in the usual places; install it, or name its program in opencode_bin"));
        }
        OpenCodeProgram program = OpenCodeProgram.probe(named, Map.of()).orElseThrow(() -> new SettingsException(
                "opencode_bin: " + named + " doesn't answer --version like OpenCode"));
        if (!program.isSupported()) {
            throw new SettingsException("opencode_bin: " + named + " is OpenCode " + program.version()
                    + "; this worker drives OpenCode 1.x");
        }
        return program;
    }

    /** The executables of that name, in order of preference, untested. */
    public List<Path> candidates() {
        List<Path> folders = new ArrayList<>();
        for (String folder : searchPath.split(File.pathSeparator)) {
            absolute(folder).ifPresent(folders::add);
        }
        folders.add(home.resolve(".opencode/bin"));
        folders.add(home.resolve(".local/bin"));
        folders.add(Path.of("/usr/local/bin"));
        return folders.stream().map(folder -> folder.resolve(PROGRAM))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .distinct().toList();
    }

    /** A relative folder on PATH would mean another program in each codebase. */
    private static Optional<Path> absolute(String folder) {
        try {
            return Optional.of(Path.of(folder)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
