package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was injected and what came of it, as Markdown. */
final class FaultReport {

    private final List<String> lines = new ArrayList<>();

    void add(String title, int tasks, long seconds, Tally tally) {
        lines.add("## " + title + ": " + tasks + " tasks in " + seconds + " s");
        lines.add("");
        lines.add("| fault | injected | survived |");
        lines.add("| --- | ---: | ---: |");
        for (Tally.Row row : tally.rows()) {
            lines.add("| " + row.fault() + " | " + (row.remark().isEmpty() ? row.times() : row.remark()) + " | "
                    + row.survived() + " |");
        }
        lines.add("");
        tally.violations().forEach(violation -> lines.add("- " + violation.words()));
    }

    String text(long seed) {
        return "# Faults of seed " + seed + "\n\n" + String.join("\n", lines) + "\n";
    }

    void write(Path file, long seed) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text(seed));
    }
}
