package io.agentmesh.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What came of asking the server for tasks. */
final class PollResult {

    static final String TASKS = "tasks";
    static final String EMPTY = "empty";
    static final String FAILED = "failed";

    private PollResult() {
    }

    /** @param polls 0 has the series begin, so that a rate knows of the first one */
    static void count(MeterRegistry registry, String result, int polls) {
        Counter.builder("agentmesh.polls").description("Questions to the server for tasks: there were some, none, or it failed.")
                .tag("result", result).register(registry).increment(polls);
    }
}
