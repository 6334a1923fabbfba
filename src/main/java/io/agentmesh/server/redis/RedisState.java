package io.agentmesh.server.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Redis is reachable; logs each change once. */
public final class RedisState {

    private static final Logger LOG = LoggerFactory.getLogger(RedisState.class);

    /** States of the connection. */
    public enum Status {
        /** Not configured. */
        OFF,
        /** Not used yet. */
        UNKNOWN,
        UP,
        DOWN
    }

    private final String url;
    private Status status;

    /** @param url without a password; null where none is configured */
    RedisState(String url) {
        this.url = url;
        status = url == null ? Status.OFF : Status.UNKNOWN;
    }

    public synchronized Status status() {
        return status;
    }

    synchronized boolean isUp() {
        return status == Status.UP;
    }

    synchronized void answered() {
        if (status != Status.UP) {
            LOG.info(status == Status.DOWN ? "Redis {} is back" : "tasks are put on Redis {}", url);
            status = Status.UP;
        }
    }

    synchronized void failed(String reason) {
        if (status != Status.DOWN) {
            LOG.warn("Redis {} can't be used: {}; workers find their tasks here until it is back", url, reason);
            status = Status.DOWN;
        }
    }
}
