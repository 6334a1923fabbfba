package io.agentmesh.support;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

import org.opentest4j.TestAbortedException;

/**
 * What a test needs of its machine. Where it is missing the test is skipped, and the build's last lines name the package
 * ({@link TestSummary}); with {@code CI=true} a missing package is an error.
 */
public final class Needed {

    private final TestNotes notes;
    private final boolean strict;

    /** @param strict whether a missing package is an error */
    Needed(TestNotes notes, boolean strict) {
        this.notes = notes;
        this.strict = strict;
    }

    private static Needed byBuild() {
        return new Needed(TestNotes.ofBuild(), "true".equals(System.getenv("CI")));
    }

    /** The program's path; the running test, or its class, is skipped where there is none. */
    public static Path tool(Tool tool) {
        return byBuild().orSkip(tool.packages(), tool.find());
    }

    /** As {@link #tool(Tool)}; one that isn't {@code enough} is none. */
    static Path tool(Tool tool, Predicate<Path> enough) {
        return byBuild().orSkip(tool.packages(), tool.find().filter(enough));
    }

    /** Where packages bring no program, but a library. */
    public static void packages(String packages, boolean there) {
        byBuild().orSkip(packages, there ? Optional.of(Path.of("/usr")) : Optional.empty());
    }

    public static void root() {
        that("root".equals(System.getProperty("user.name")), "root's rights");
    }

    /** Where no package of Debian brings it: without it the test is skipped, by CI too. */
    public static void that(boolean there, String want) {
        if (!there) {
            throw new TestAbortedException(TestNotes.ofBuild().skipped(TestNotes.Want.OTHER, want));
        }
    }

    Path orSkip(String packages, Optional<Path> program) {
        if (program.isPresent()) {
            return program.get();
        }
        String lack = notes.skipped(TestNotes.Want.PACKAGES, packages);
        if (strict) {
            throw new AssertionError(lack + ", and CI=true");
        }
        throw new TestAbortedException(lack);
    }
}
