package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a process takes of its machine. */
record Footprint(long residentKib, long descriptors, long threads, long children) {

    private static final long MORE_KIB = 96 * 1024;
    /** Connections and threads of pools come and go with the load. */
    private static final long MORE_DESCRIPTORS = 24;
    private static final long MORE_THREADS = 12;
    /** One stands ready for the next lock of a folder. */
    private static final long MORE_CHILDREN = 2;

    static Footprint of(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return new Footprint(number(process, "VmRSS"), descriptors.count(), number(process, "Threads"),
                    ProcessHandle.of(pid).map(handle -> handle.children().count()).orElse(0L));
        }
    }

    private static long number(Path process, String field) throws IOException {
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException(process + " has ended");
    }

    /** In what it is larger than before by more than what comes and goes, in words. */
    List<String> growth(Footprint before) {
        List<String> grown = new ArrayList<>();
        compare(grown, "KiB of memory", before.residentKib, residentKib, MORE_KIB);
        compare(grown, "descriptors", before.descriptors, descriptors, MORE_DESCRIPTORS);
        compare(grown, "threads", before.threads, threads, MORE_THREADS);
        compare(grown, "children", before.children, children, MORE_CHILDREN);
        return grown;
    }

    private static void compare(List<String> grown, String what, long before, long now, long more) {
        if (now > before + more) {
            grown.add(now + " " + what + ", at first " + before);
        }
    }
}
