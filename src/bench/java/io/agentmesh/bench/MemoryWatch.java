package io.agentmesh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks ten times a second at a program's resident memory, and keeps the highest. */
final class MemoryWatch implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile long peak;

    MemoryWatch(Program program) {
        clock.scheduleAtFixedRate(() -> look(program), 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Program program) {
        try {
            peak = Math.max(peak, program.residentKib());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long peakKib() {
        return peak;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
