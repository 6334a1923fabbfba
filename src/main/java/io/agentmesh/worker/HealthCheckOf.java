package io.agentmesh.worker;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One thing that must be well for the worker to take tasks, told at {@code /observe/health}. */
final class HealthCheckOf extends AbstractHealthCheck {

    private final Supplier<String> problem;
    private final boolean vital;

    /**
     * @param problem what is wrong, or empty
     * @param vital   whether only a new start would help
     */
    HealthCheckOf(String name, Supplier<String> problem, boolean vital) {
        super("worker", name);
        this.problem = problem;
        this.vital = vital;
    }

    @Override
    public boolean isLiveness() {
        return vital;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String found = problem.get();
        builder.state(found.isEmpty() ? State.UP : State.DOWN);
        if (!found.isEmpty()) {
            // Camel puts it into its JSON as it is.
            builder.message(found.replaceAll("[\"\\\\\\p{Cntrl}]", "'"));
        }
    }
}
