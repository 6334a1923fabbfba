package io.agentmesh.worker.observe;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One thing that is told at {@code /observe/health}. */
final class HealthCheckOf extends AbstractHealthCheck {

    private final Supplier<String> told;
    private final boolean needed;
    private final boolean vital;

    private HealthCheckOf(String name, Supplier<String> told, boolean needed, boolean vital) {
        super("worker", name);
        this.told = told;
        this.needed = needed;
        this.vital = vital;
    }

    /**
     * What must be well for the worker to take tasks.
     *
     * @param problem what is wrong, or empty
     * @param vital   whether only a new start would help
     */
    static HealthCheckOf need(String name, Supplier<String> problem, boolean vital) {
        return new HealthCheckOf(name, problem, true, vital);
    }

    /** What the worker can do without: it is always up, and says how it is. */
    static HealthCheckOf note(String name, Supplier<String> state) {
        return new HealthCheckOf(name, state, false, false);
    }

    @Override
    public boolean isLiveness() {
        return vital;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String found = told.get();
        builder.state(needed && !found.isEmpty() ? State.DOWN : State.UP);
        if (!found.isEmpty()) {
            // Camel puts it into its JSON as it is.
            builder.message(found.replaceAll("[\"\\\\\\p{Cntrl}]", "'"));
        }
    }
}
