package io.agentmesh.worker.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

import io.agentmesh.redis.RedisFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of Redis, which decides how often the worker polls the server. While Redis works a poll is a safety net for
 * lost entries; otherwise the worker polls as if there were no Redis.
 */
public class QueueWatch {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final String name;
    private final Clock clock;
    private boolean works;
    private final Set<String> reasons = new HashSet<>();
    private boolean closed;
    private String outage = "";
    private Instant polled = Instant.MIN;

    /** @param name of the Redis, without its password */
    public QueueWatch(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** A command of Redis has succeeded. */
    public synchronized void answered() {
        if (!works) {
            LOG.info("tasks come from {}", name);
        }
        works = true;
        reasons.clear();
        outage = "";
    }

    /** Logs an outage once, and each reason that Redis reports; a closed connection may come first. */
    public synchronized void failed(Throwable failure) {
        String reason = RedisFailure.sentence(failure);
        boolean isNews = reasons.isEmpty() || RedisFailure.isRefusal(reason);
        if (!closed && isNews && reasons.add(reason)) {
            LOG.warn("{} can't be used: {}; polling the server until it answers again", name, reason);
            outage = reasons.size() > 1 ? outage
                    : "away since " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
        }
        works = false;
    }

    /** Stops logging failures, as the worker stops. */
    synchronized void close() {
        closed = true;
    }

    /** The server was polled. */
    public synchronized void polled() {
        polled = clock.instant();
    }

    public synchronized boolean isWorking() {
        return works;
    }

    /** For people: whether tasks come from Redis, or since when (UTC) and why not. */
    public synchronized String state() {
        return works ? "tasks come from " + name : outage.isEmpty() ? "not asked yet" : outage;
    }

    /** Whether a poll of the server is due. @param safetyPoll time between two while Redis works */
    public synchronized boolean wantsPoll(Duration safetyPoll) {
        return !works || polled.equals(Instant.MIN) || !clock.instant().isBefore(polled.plus(safetyPoll));
    }
}
