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
 * How long the server still believes in this worker's runs. After {@code worker_timeout} without a heartbeat it gives
 * those that others could run as well to another worker (contract, section "Workers"); before that they must have ended
 * here.
 */
public class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    /** A service that isn't back by then needs a person. */
    private static final Duration LONGEST_RESTART = Duration.ofMinutes(10);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** Two heartbeats must fit into the time, since one may be lost. */
    private static final int BEATS = 2;

    private final LongSupplier clock;
    private final Duration killGrace;
    private final Duration heartbeatInterval;
    private long limitMillis = Long.MAX_VALUE;
    private long renewedAt;

    /**
     * @param clock     milliseconds, see {@link #sinceBoot()}
     * @param killGrace the longest that the end of a run takes
     */
    public Lease(LongSupplier clock, Duration killGrace, Duration heartbeatInterval) {
        this.clock = clock;
        this.killGrace = killGrace;
        this.heartbeatInterval = heartbeatInterval;
        this.renewedAt = clock.getAsLong();
    }

    /**
     * Of this machine, in milliseconds. Nobody can set it, and it goes on while the machine sleeps, as the server's own
     * clock does.
     */
    public static long sinceBoot() {
        try {
            return (long) (Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]) * 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be asked before a call that renews: the server counts from when it came. */
    public long now() {
        return clock.getAsLong();
    }

    /**
     * @param registration the server's answer; one without {@code worker_timeout} gives no task to another
     * @param asked        when it was asked
     */
    public synchronized void granted(JsonNode registration, long asked) {
        double seconds = registration.path("worker_timeout").asDouble(0);
        limitMillis = seconds > 0 ? limit(Duration.ofMillis((long) (seconds * 1000))).toMillis() : Long.MAX_VALUE;
        renewedAt = asked;
    }

    private Duration limit(Duration timeout) {
        Duration limit = timeout.minus(killGrace).minus(MARGIN);
        if (limit.compareTo(heartbeatInterval.multipliedBy(BEATS)) >= 0) {
            return limit;
        }
        LOG.warn("the server's worker_timeout of {} s is too short for this worker's kill_grace of {} s and "
                + "heartbeat_interval of {} s: a shared codebase may get a second run while one still ends",
                timeout.toSeconds(), killGrace.toSeconds(), heartbeatInterval.toSeconds());
        return timeout.dividedBy(2);
    }

    /** @param asked when the heartbeat that was answered was sent */
    public synchronized void renewed(long asked) {
        renewedAt = asked;
    }

    /** Seconds since the server last answered a heartbeat or the registration; since the start where it never did. */
    public synchronized double age() {
        return (now() - renewedAt) / 1000.0;
    }

    /**
     * How long the folder of a run is kept for this worker's next life, should it die and the run end meanwhile: not longer
     * than the server waits before another worker gets the task.
     */
    public synchronized long holdSeconds() {
        return Math.min(limitMillis, LONGEST_RESTART.toMillis()) / 1000;
    }

    /** Whether what others could run must end now. */
    public synchronized boolean isRunningOut() {
        return now() - renewedAt >= limitMillis;
    }
}
