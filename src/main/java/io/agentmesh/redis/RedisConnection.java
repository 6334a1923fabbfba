package io.agentmesh.redis;

import java.util.concurrent.TimeUnit;

import io.agentmesh.settings.http.Authorities;
import io.agentmesh.settings.value.RedisUrl;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/**
 * The connection of this process to Redis. Created by the first {@link #client}, so that an unreachable Redis delays no
 * start. Redisson's own lazy start would leak resources with each failed attempt.
 */
public final class RedisConnection implements AutoCloseable {

    private static final long QUIET_MILLIS = 0;
    private static final long STOP_SECONDS = 5;

    private final RedisUrl url;
    private final Authorities authorities;
    private RedissonClient client;
    private volatile boolean isClosed;

    /** With Java's certificate authorities. */
    public RedisConnection(RedisUrl url) {
        this(url, null);
    }

    /** @param authorities in addition to Java's, or null */
    public RedisConnection(RedisUrl url, Authorities authorities) {
        this.url = url;
        this.authorities = authorities;
    }

    /**
     * The shared client, for any thread. Its commands fail with a {@code RedisException} while Redis is unreachable; it
     * reconnects automatically.
     *
     * @throws org.redisson.client.RedisException where the first connection fails
     * @throws IllegalStateException              once this is closed
     */
    public synchronized RedissonClient client() {
        if (isClosed) {
            throw new IllegalStateException("the connection to Redis is closed");
        }
        if (client == null) {
            client = Redisson.create(RedisConfig.of(url, authorities == null ? null : authorities.trust()));
        }
        return client;
    }

    /** The URL without user and password. */
    @Override
    public String toString() {
        return url.toString();
    }

    @Override
    public void close() {
        // Before the lock: a thread that waits for it meanwhile must not connect again.
        isClosed = true;
        synchronized (this) {
            if (client != null) {
                client.shutdown(QUIET_MILLIS, STOP_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
