package io.agentmesh.cli.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One part of an installation. Installing it again changes nothing. */
interface Item {

    Path path();

    /**
     * Installs or updates it.
     *
     * @param dryRun only reports the change
     * @return the change, such as {@code created}; empty where there was none
     */
    Optional<String> put(boolean dryRun) throws IOException;

    /** Whether an uninstall leaves it, because people may have changed it. */
    boolean isKept();
}
