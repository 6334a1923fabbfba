package io.agentmesh.agent.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Background processes that may outlive their run (setting {@code keep_background}): those whose command line contains
 * one of the words, such as a build tool's daemon, and their descendants.
 */
public final class BackgroundProcesses {

    public static final BackgroundProcesses NONE = new BackgroundProcesses(List.of());

    private final List<String> words;
    private final LongFunction<String> commandLine;

    public BackgroundProcesses(List<String> words) {
        this(words, ProcFs::commandLine);
    }

    /** @param commandLine of a process, by its id */
    public BackgroundProcesses(List<String> words, LongFunction<String> commandLine) {
        this.words = List.copyOf(words);
        this.commandLine = commandLine;
    }

    public boolean isNone() {
        return words.isEmpty();
    }

    /** @return those that must end */
    List<ProcFs.Stat> without(List<ProcFs.Stat> processes) {
        if (isNone()) {
            return processes;
        }
        List<ProcFs.Stat> rest = new ArrayList<>(processes);
        Set<Long> exempt = new HashSet<>();
        boolean more = true;
        while (more) {
            List<ProcFs.Stat> found = rest.stream()
                    .filter(process -> exempt.contains(process.parent()) || isNamed(process.pid())).toList();
            found.forEach(process -> exempt.add(process.pid()));
            more = rest.removeAll(found);
        }
        return rest;
    }

    private boolean isNamed(long pid) {
        String line = commandLine.apply(pid);
        return words.stream().anyMatch(line::contains);
    }
}
