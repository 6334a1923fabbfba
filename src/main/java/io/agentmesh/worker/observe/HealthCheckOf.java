package io.agentmesh.worker.observe;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A health check at {@code /observe/health}. */
final class HealthCheckOf extends AbstractHealthCheck {

    private final Supplier<String> problem;
    private final boolean needed;
    private final boolean vital;

    private HealthCheckOf(String name, Supplier<String> problem, boolean needed, boolean vital) {
        super("worker", name);
        this.problem = problem;
        this.needed = needed;
        this.vital = vital;
    }

    /**
     * A check that the worker needs to be ready.
     *
     * @param problem a sentence, or empty
     * @param vital   whether only a restart helps
     */
    static HealthCheckOf required(String name, Supplier<String> problem, boolean vital) {
        return new HealthCheckOf(name, problem, true, vital);
    }

    /** An informational check: always up, with its state as a detail. */
    static HealthCheckOf informational(String name, Supplier<String> state) {
        return new HealthCheckOf(name, state, false, false);
    }

    @Override
    public boolean isLiveness() {
        return vital;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String found = problem.get();
        builder.state(needed && !found.isEmpty() ? State.DOWN : State.UP);
        if (!found.isEmpty()) {
            // Camel doesn't escape it in its JSON.
            builder.message(found.replaceAll("[\"\\\\\\p{Cntrl}]", "'"));
        }
    }
}
