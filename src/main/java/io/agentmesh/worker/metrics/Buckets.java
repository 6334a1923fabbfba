package io.agentmesh.worker.metrics;

import java.time.Duration;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Timer;

/** Bounds of histograms, few because each is a series for each set of labels. */
enum Buckets {

    /** From a test task to a night's work. */
    TASK(1, 5, 15, 60, 300, 900, 1800, 3600, 14400),

    /** From a local call to a long poll and a server that hardly answers. */
    CALL(0.01, 0.05, 0.25, 1, 5, 35);

    private final Duration[] bounds;

    Buckets(double... seconds) {
        bounds = DoubleStream.of(seconds).mapToObj(bound -> Duration.ofMillis((long) (bound * 1000)))
                .toArray(Duration[]::new);
    }

    Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(bounds);
    }
}
