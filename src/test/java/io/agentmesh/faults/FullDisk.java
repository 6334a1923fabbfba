package io.agentmesh.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A small file system of a worker's own, where the user may mount one. */
record FullDisk(Path folder) {

    private static final int SECONDS = 3;
    private static final int BLOCK = 1 << 16;

    /** @return whether there is one now */
    boolean mount() throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "none", folder.toString());
    }

    /** What was on it is kept beside it. */
    void unmount() throws IOException, InterruptedException {
        run("cp", "-a", folder.toString(), folder + ".kept");
        run("umount", folder.toString());
    }

    /** Takes all room, waits, and gives it back. */
    void fill() throws IOException, InterruptedException {
        Path filler = folder.resolve("filler");
        try (var out = Files.newByteChannel(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            while (true) {
                out.write(block.rewind());
            }
        } catch (IOException full) {
            TimeUnit.SECONDS.sleep(SECONDS);
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
