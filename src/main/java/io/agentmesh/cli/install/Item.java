package io.agentmesh.cli.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One thing that an installation consists of. Putting it there again changes nothing. */
interface Item {

    Path path();

    /**
     * Makes it what it should be.
     *
     * @param dryRun only tells what would be done
     * @return what was done, such as {@code created}; empty where nothing was to do
     */
    Optional<String> put(boolean dryRun) throws IOException;

    /** Whether it stays when the program is removed, because people may have changed it. */
    boolean isKept();
}
