package io.agentmesh.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import redis.embedded.core.ExecutableProvider;

/** Which {@code redis-server} the tests run: see {@link RealRedis}. */
final class RedisProgram {

    private static final int NEWER = 7;

    private RedisProgram() {
    }

    /** Made by the class loader when it is first needed, once. */
    private static final class Holder {

        private static final Path PATH = find();
    }

    static Path path() {
        return Holder.PATH;
    }

    private static Path find() {
        Path program = unpack();
        TestNotes.ofBuild().used("Redis " + version(program) + " of the build");
        return program;
    }

    /** The machine's own, where it is newer than the one of the build; without one the test is skipped. */
    static Path ofMachine() {
        Path program = Needed.tool(Tool.REDIS, each -> Integer.parseInt(version(each).replaceFirst("\\..*", "")) >= NEWER);
        TestNotes.ofBuild().used("Redis " + version(program) + " of " + program.getParent());
        return program;
    }

    private static String version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return text.replaceFirst("(?s).*v=(\\d[.\\d]*).*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpack() {
        try {
            File program = ExecutableProvider.newJarResourceProvider().get();
            program.deleteOnExit();
            program.getParentFile().deleteOnExit();
            return program.toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
