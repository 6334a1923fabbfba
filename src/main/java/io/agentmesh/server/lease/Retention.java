package io.agentmesh.server.lease;

import java.time.Duration;
import java.util.Map;

import io.agentmesh.server.response.Times;

/** Decides which finished tasks are deleted. */
public final class Retention {

    private final Times times;
    private final Duration retention;

    /** @param retention how long a task is stored after its end; zero for ever */
    public Retention(Times times, Duration retention) {
        this.times = times;
        this.retention = retention;
    }

    /** {@code {before}}: tasks that ended before are deleted. */
    public Map<String, Object> deadline() {
        return Map.of("before", retention.isZero() ? "" : times.ago(retention));
    }
}
