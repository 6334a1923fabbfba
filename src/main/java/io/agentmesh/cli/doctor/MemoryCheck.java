package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that there is memory for the maximum number of concurrent agents. */
final class MemoryCheck implements Check {

    private static final String NAME = "memory";
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
    private static final long KIB_PER_MIB = 1024;

    /** A run of OpenCode was seen with 530 to 640 MiB, without its tools. */
    private static final long MIB_PER_RUN = 700;

    private final Path memory;
    private final int slots;

    /** @param memory {@code /proc/meminfo} */
    MemoryCheck(Path memory, int slots) {
        this.memory = memory;
        this.slots = slots;
    }

    @Override
    public List<Finding> check() {
        long available = available();
        long needed = slots * MIB_PER_RUN;
        if (available < 0) {
            return List.of(Finding.ok(NAME, "not known: " + memory + " doesn't tell"));
        }
        String found = available + " MiB are available, and " + slots + (slots == 1 ? " task needs" : " tasks at once need")
                + " about " + needed + " MiB";
        return List.of(available >= needed ? Finding.ok(NAME, found)
                : Finding.warning(NAME, found, "lower max_concurrent, or add memory"));
    }

    private long available() {
        try {
            Matcher line = AVAILABLE.matcher(Files.readString(memory));
            return line.find() ? Long.parseLong(line.group(1)) / KIB_PER_MIB : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
