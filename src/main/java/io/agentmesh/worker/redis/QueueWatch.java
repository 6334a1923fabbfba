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
 * How the worker stands with Redis, and so how often it polls the server. While Redis works a poll is only a safety net:
 * it finds what Redis may have lost. Without Redis the server is asked as if there were none.
 */
public class QueueWatch {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final String name;
    private final Clock clock;
    private boolean works;
    private final Set<String> reasons = new HashSet<>();
    private boolean closed;
    private String trouble = "";
    private Instant polled = Instant.MIN;

    /** @param name of the Redis, without its password */
    public QueueWatch(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** Redis did what it was asked for. */
    public synchronized void answered() {
        if (!works) {
            LOG.info("tasks come from {}", name);
        }
        works = true;
        reasons.clear();
        trouble = "";
    }

    /** Logs an outage once, and each reason that Redis itself gives for it: a closed connection may come before that. */
    public synchronized void failed(Throwable failure) {
        String reason = RedisFailure.sentence(failure);
        boolean isNews = reasons.isEmpty() || RedisFailure.isRefusal(reason);
        if (!closed && isNews && reasons.add(reason)) {
            LOG.warn("{} can't be used: {}; polling the server until it answers again", name, reason);
            trouble = reasons.size() > 1 ? trouble
                    : "away since " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
        }
        works = false;
    }

    /** The worker stops: what fails from now on is nothing to tell of. */
    synchronized void close() {
        closed = true;
    }

    /** The server has been asked for tasks. */
    public synchronized void polled() {
        polled = clock.instant();
    }

    public synchronized boolean isWorking() {
        return works;
    }

    /** For a person: whether tasks come from Redis, or since when (UTC) and why they don't. */
    public synchronized String state() {
        return works ? "tasks come from " + name : trouble.isEmpty() ? "not asked yet" : trouble;
    }

    /** Whether a poll of the server is due. @param safetyPoll time between two while Redis works */
    public synchronized boolean wantsPoll(Duration safetyPoll) {
        return !works || polled.equals(Instant.MIN) || !clock.instant().isBefore(polled.plus(safetyPoll));
    }
}
