package io.agentmesh.support;

import java.io.IOException;
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
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
