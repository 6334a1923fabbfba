package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.task.text.Count;

/** Reports outcomes that the server hasn't acknowledged, or has refused for good. */
final class OutboxCheck implements Check {

    private static final String NAME = "outbox";

    private final Path outbox;

    OutboxCheck(Path stateDir) {
        this.outbox = stateDir.resolve("outbox");
    }

    @Override
    public List<Finding> check() {
        long waiting = count(outbox);
        long refused = count(outbox.resolve("refused"));
        if (refused > 0) {
            return List.of(Finding.warning(NAME, Count.of(refused, "outcome was", "outcomes were")
                    + " refused by the server for good",
                    "see each, with the reason, in " + outbox.resolve("refused") + ", then remove it"));
        }
        return List.of(Finding.ok(NAME, waiting == 0 ? "no outcome waits for the server"
                : Count.of(waiting, "outcome waits for the server, and is", "outcomes wait for the server, and are")
                        + " sent while a worker runs"));
    }

    private static long count(Path folder) {
        try (Stream<Path> files = Files.isReadable(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        } catch (IOException e) {
            return 0;
        }
    }
}
