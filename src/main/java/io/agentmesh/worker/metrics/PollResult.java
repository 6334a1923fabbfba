package io.agentmesh.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Results of polls for tasks. */
final class PollResult {

    static final String TASKS = "tasks";
    static final String EMPTY = "empty";
    static final String FAILED = "failed";

    private PollResult() {
    }

    /** @param polls 0 creates the series, so that rates include the first poll */
    static void count(MeterRegistry registry, String result, int polls) {
        Counter.builder("agentmesh.polls").description("Questions to the server for tasks: there were some, none, or it failed.")
                .tag("result", result).register(registry).increment(polls);
    }
}
