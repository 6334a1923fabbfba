package io.agentmesh.cli.install;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files in the program's jar that are installed, from {@code src/deploy} and {@code bin}. */
final class Bundle {

    private static final String DEFAULT_COMMAND = Layout.DEFAULT_PREFIX + "/bin/agentmesh";

    private Bundle() {
    }

    /** @param name such as {@code deploy/etc/env} */
    static PutFile.Content file(String name) {
        return () -> open(name);
    }

    /** A unit, with the path of the installed program. */
    static PutFile.Content unit(String name, Layout layout) {
        return () -> new ByteArrayInputStream(text("deploy/systemd/" + name)
                .replace(DEFAULT_COMMAND, layout.command().toString()).getBytes(StandardCharsets.UTF_8));
    }

    static String text(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Bundle.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name + " is missing in this build");
        }
        return in;
    }

    /** The jar of this program. */
    static Path ownJar() {
        try {
            Path place = Path.of(Bundle.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isRegularFile(place)) {
                return place;
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw new InstallFailure("this program doesn't run from its jar, so there is nothing to install; use bin/agentmesh");
    }
}
