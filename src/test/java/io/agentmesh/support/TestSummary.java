package io.agentmesh.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The last words of {@code mvn verify}: which of the machine's software its tests used, and what they lacked. */
public final class TestSummary {

    private TestSummary() {
    }

    public static void main(String[] none) throws IOException {
        TestNotes notes = TestNotes.ofBuild();
        lines(notes).forEach(System.out::println);
        // So that the next build doesn't name what is there by then.
        if (Files.isDirectory(notes.folder())) {
            try (Stream<Path> files = Files.walk(notes.folder())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static List<String> lines(TestNotes notes) {
        List<String> lines = new ArrayList<>();
        if (!notes.used().isEmpty()) {
            lines.add("[INFO] The tests used " + String.join(", ", notes.used()) + ".");
        }
        TreeSet<String> packages = new TreeSet<>();
        TreeSet<String> tests = new TreeSet<>();
        notes.skipped(TestNotes.Want.PACKAGES).forEach((want, those) -> {
            packages.addAll(List.of(want.split(" ")));
            tests.addAll(those);
        });
        if (!packages.isEmpty()) {
            lines.add("[WARNING] Tests were skipped for want of packages (apt-get install " + String.join(" ", packages)
                    + "): " + String.join(", ", tests) + ".");
        }
        notes.skipped(TestNotes.Want.OTHER).forEach((want, those) -> lines.add("[INFO] Tests were skipped that need "
                + want + ": " + String.join(", ", those) + "."));
        return lines;
    }
}
