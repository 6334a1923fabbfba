package io.agentmesh.server.lease;

import java.time.Duration;
import java.util.Map;

import io.agentmesh.server.response.Times;

/** Which finished tasks are too old to be kept. */
public final class Retention {

    private final Times times;
    private final Duration retention;

    /** @param retention how long a task is kept after its end; zero keeps all */
    public Retention(Times times, Duration retention) {
        this.times = times;
        this.retention = retention;
    }

    /** {@code {before}}: tasks that ended before that time go. */
    public Map<String, Object> deadline() {
        return Map.of("before", retention.isZero() ? "" : times.ago(retention));
    }
}
