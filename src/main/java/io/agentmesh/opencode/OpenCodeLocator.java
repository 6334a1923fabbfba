package io.agentmesh.opencode;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where OpenCode may be on this machine: the folders of PATH, then those where its installers put it. */
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

    /** The executables of the name, in the order in which they are preferred; none of them has been tried. */
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
