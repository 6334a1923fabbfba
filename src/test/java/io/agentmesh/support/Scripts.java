package io.agentmesh.support;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Executables that stand in for real programs. */
public final class Scripts {

    private Scripts() {
    }

    /** Writes {@code #!/bin/sh} and the lines into an executable file; folders are made as needed. */
    public static Path shell(Path file, String lines) throws IOException {
        Files.createDirectories(file.getParent());
        // By another process: a child that a test beside this one starts just now would inherit the open file, and what is
        // open for writing can't be executed.
        Process writer = new ProcessBuilder("tee", file.toString()).redirectOutput(Redirect.DISCARD).start();
        try (OutputStream input = writer.getOutputStream()) {
            input.write(("#!/bin/sh\n" + lines + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (writer.onExit().join().exitValue() != 0) {
            throw new IOException(file + " can't be written");
        }
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
