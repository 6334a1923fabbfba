package io.agentmesh.worker.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long outcomes wait for the rest of their runs' output: as long as it makes progress, and 30 seconds more. A
 * single failed call must not cost the output.
 */
class OutputWait {

    private static final Duration MAX = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<String, Progress> runs = new ConcurrentHashMap<>();

    OutputWait(Clock clock) {
        this.clock = clock;
    }

    private record Progress(int batches, Instant since) {
    }

    /** @param batches of the run that the server has now, though not all */
    boolean lasts(String run, int batches) {
        Progress last = runs.compute(run, (key, before) -> before == null || before.batches() != batches
                ? new Progress(batches, clock.instant()) : before);
        return clock.instant().isBefore(last.since().plus(MAX));
    }

    void forget(String run) {
        runs.remove(run);
    }
}
