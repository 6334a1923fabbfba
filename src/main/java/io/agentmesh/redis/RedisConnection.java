package io.agentmesh.redis;

import java.util.concurrent.TimeUnit;

import io.agentmesh.settings.http.Authorities;
import io.agentmesh.settings.value.RedisUrl;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/**
 * The one connection to Redis of this process. Nothing of it exists before {@link #client} is first asked, so a Redis that
 * is away holds up no start. Redisson's own lazy start would keep what each failed try has made, for ever.
 */
public final class RedisConnection implements AutoCloseable {

    private static final long QUIET_MILLIS = 0;
    private static final long STOP_SECONDS = 5;

    private final RedisUrl url;
    private final Authorities authorities;
    private RedissonClient client;
    private volatile boolean isClosed;

    /** With the certificates that Java accepts. */
    public RedisConnection(RedisUrl url) {
        this(url, null);
    }

    /** @param authorities whose certificates are accepted too; or null */
    public RedisConnection(RedisUrl url, Authorities authorities) {
        this.url = url;
        this.authorities = authorities;
    }

    /**
     * The same one each time, for any thread. Its commands fail with a {@code RedisException} while Redis is away; it
     * connects again by itself.
     *
     * @throws org.redisson.client.RedisException where there has been no connection yet, and there is none now
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

    /** Where Redis is, without user and password. */
    @Override
    public String toString() {
        return url.toString();
    }

    @Override
    public void close() {
        // Said before the lock: who waits for it, while a try to connect lasts, doesn't begin another.
        isClosed = true;
        synchronized (this) {
            if (client != null) {
                client.shutdown(QUIET_MILLIS, STOP_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
