package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.agentmesh.opencode.RunFolder;
import io.agentmesh.opencode.Runs;

/** Removes the files of old runs: all but the newest {@code keep_runs}, and never those of an undelivered outcome. */
public class RunPruning {

    private final Runs runs;
    private final Outbox outbox;
    private final Path globalFolder;
    private final int keep;

    /** @param globalFolder where tasks of no codebase ran, in a folder each that goes with its run */
    public RunPruning(Runs runs, Outbox outbox, Path globalFolder, int keep) {
        this.runs = runs;
        this.outbox = outbox;
        this.globalFolder = globalFolder;
        this.keep = keep;
    }

    public synchronized void prune() throws IOException {
        Set<String> undelivered = new HashSet<>(outbox.tasks());
        List<RunFolder> old = new ArrayList<>();
        for (RunFolder run : runs.all()) {
            if (run.isReported() && !undelivered.contains(run.record().task().id())) {
                old.add(run);
            }
        }
        old.sort(Comparator.comparingLong((RunFolder run) -> run.path().toFile().lastModified()).reversed());
        for (RunFolder run : old.subList(Math.min(keep, old.size()), old.size())) {
            removeTree(globalFolder.resolve(run.record().task().id()));
            remove(run);
        }
    }

    void remove(RunFolder run) throws IOException {
        removeTree(run.path());
    }

    private static void removeTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
