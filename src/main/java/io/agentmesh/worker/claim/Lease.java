package io.agentmesh.worker.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's lease of this worker's runs. After {@code worker_timeout} without a heartbeat it assigns those that
 * others could run, too, to another worker (contract, section "Workers"); they must have ended here before.
 */
public class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    /** A service that isn't back by then needs a person. */
    private static final Duration MAX_RESTART = Duration.ofMinutes(10);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** Two heartbeats must fit into the lease, since one may be lost. */
    private static final int HEARTBEATS = 2;

    private final LongSupplier clock;
    private final Duration killGrace;
    private final Duration heartbeatInterval;
    private long limitMillis = Long.MAX_VALUE;
    private long renewedAt;

    /**
     * @param clock     milliseconds, see {@link #sinceBoot()}
     * @param killGrace maximum time for the end of a run
     */
    public Lease(LongSupplier clock, Duration killGrace, Duration heartbeatInterval) {
        this.clock = clock;
        this.killGrace = killGrace;
        this.heartbeatInterval = heartbeatInterval;
        this.renewedAt = clock.getAsLong();
    }

    /**
     * Milliseconds since boot. Monotonic, and it goes on while the machine sleeps, as the server's clock does.
     */
    public static long sinceBoot() {
        try {
            return (long) (Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]) * 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time before a call that renews the lease: the server counts from its arrival. */
    public long now() {
        return clock.getAsLong();
    }

    /**
     * @param registration the server's answer; without {@code worker_timeout} no task is ever reassigned
     * @param asked        when the call was sent
     */
    public synchronized void granted(JsonNode registration, long asked) {
        double seconds = registration.path("worker_timeout").asDouble(0);
        limitMillis = seconds > 0 ? limit(Duration.ofMillis((long) (seconds * 1000))).toMillis() : Long.MAX_VALUE;
        renewedAt = asked;
    }

    private Duration limit(Duration timeout) {
        Duration limit = timeout.minus(killGrace).minus(MARGIN);
        if (limit.compareTo(heartbeatInterval.multipliedBy(HEARTBEATS)) >= 0) {
            return limit;
        }
        LOG.warn("the server's worker_timeout of {} s is too short for this worker's kill_grace of {} s and "
                + "heartbeat_interval of {} s: a shared codebase may get a second run while one still ends",
                timeout.toSeconds(), killGrace.toSeconds(), heartbeatInterval.toSeconds());
        return timeout.dividedBy(2);
    }

    /** @param asked when the answered heartbeat was sent */
    public synchronized void renewed(long asked) {
        renewedAt = asked;
    }

    /** Seconds since the server last answered a heartbeat or the registration; since the start where it never did. */
    public synchronized double age() {
        return (now() - renewedAt) / 1000.0;
    }

    /**
     * How long the lock of a run's folder waits for a restarted worker, should this one die and the run end meanwhile:
     * no longer than the server waits before it reassigns the task.
     */
    public synchronized long holdSeconds() {
        return Math.min(limitMillis, MAX_RESTART.toMillis()) / 1000;
    }

    /** Whether tasks that others could run must end now. */
    public synchronized boolean isRunningOut() {
        return now() - renewedAt >= limitMillis;
    }
}
