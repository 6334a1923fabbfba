package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the tests of a build used and lacked. A fact is a file's name, since several JVMs note theirs at once.
 *
 * @param folder made when it is needed
 */
record TestNotes(Path folder) {

    /** What a test can want: packages of Debian, separated by blanks, or something else. */
    enum Want {
        PACKAGES, OTHER
    }

    private static final StackWalker STACK = StackWalker.getInstance();

    static TestNotes ofBuild() {
        return new TestNotes(Path.of("target/test-notes").toAbsolutePath());
    }

    /** Such as "Redis 7.0.15 of /usr/bin". */
    void used(String what) {
        write("used", what);
    }

    /**
     * Notes that the running test is skipped.
     *
     * @return the reason in words
     */
    String skipped(Want kind, String want) {
        String test = STACK.walk(frames -> frames.map(frame -> frame.getClassName().replaceFirst("\\$.*", ""))
                .filter(name -> name.matches(".*(Test|IT)")).reduce((first, last) -> last)).orElse("a test");
        write(kind + "/" + slashless(want), test.substring(test.lastIndexOf('.') + 1));
        return test + " needs " + (kind == Want.PACKAGES ? "apt-get install " : "") + want;
    }

    List<String> used() {
        return names(folder.resolve("used"));
    }

    /** The tests that were skipped, by what they wanted. */
    Map<String, List<String>> skipped(Want kind) {
        Path wants = folder.resolve(kind.name());
        Map<String, List<String>> all = new TreeMap<>();
        names(wants).forEach(want -> all.put(want, names(wants.resolve(slashless(want)))));
        return all;
    }

    private void write(String below, String fact) {
        try {
            Path folder = Files.createDirectories(folder().resolve(below));
            Files.writeString(folder.resolve(slashless(fact)), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String slashless(String fact) {
        return fact.replace('/', '\\');
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace('\\', '/')).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
