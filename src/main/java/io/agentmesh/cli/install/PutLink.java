package io.agentmesh.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A symbolic link.
 *
 * @param target relative, so that it is valid below any root
 */
record PutLink(Path path, Path target) implements Item {

    @Override
    public Optional<String> put(boolean dryRun) throws IOException {
        boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (exists && Files.isSymbolicLink(path) && Files.readSymbolicLink(path).equals(target)) {
            return Optional.empty();
        }
        if (exists && !Files.isSymbolicLink(path)) {
            throw new InstallFailure(path + " is another program's; remove it, or choose another --prefix");
        }
        if (!dryRun) {
            Files.createDirectories(path.getParent());
            Files.deleteIfExists(path);
            Files.createSymbolicLink(path, target);
        }
        return Optional.of(exists ? "updated" : "created");
    }

    @Override
    public boolean isKept() {
        return false;
    }
}
