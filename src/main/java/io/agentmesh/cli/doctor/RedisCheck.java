package io.agentmesh.cli.doctor;

import java.util.List;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.RedisVersion;
import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.value.RedisUrl;

/** Checks Redis, where the worker uses it. */
final class RedisCheck implements Check {

    private static final String NAME = "redis";

    private final RedisUrl url;
    private final boolean isSpool;
    private final Network network;

    /**
     * @param url     or null
     * @param isSpool whether unsent output and outcomes are stored there
     */
    RedisCheck(RedisUrl url, boolean isSpool, Network network) {
        this.network = network;
        this.url = url;
        this.isSpool = isSpool;
    }

    @Override
    public List<Finding> check() {
        return List.of(url == null ? Finding.ok(NAME, "not used: the server is polled") : connect());
    }

    private Finding connect() {
        try (RedisConnection connection = new RedisConnection(url, network.authorities().orElse(null))) {
            RedisVersion version = RedisVersion.of(connection);
            return version.isSupported() ? Finding.ok(NAME, url + " answers, version " + version)
                    : Finding.problem(NAME, url + " is version " + version,
                            "use Redis " + RedisVersion.MINIMUM + " or later");
        } catch (RedisFailure e) {
            return e.isAway() ? away(e.getMessage()) : Finding.warning(NAME,
                    url + " answers, but doesn't tell its version: " + e.getMessage(), "make sure that it is "
                            + RedisVersion.MINIMUM + " or later, and that its user may use a2a:* keys");
        }
    }

    /** Without streams a worker polls; without its spool, results may be lost. */
    private Finding away(String reason) {
        String message = url + " can't be used: " + reason;
        String advice = "start Redis, or correct redis_url and its password";
        return isSpool ? Finding.problem(NAME, message + "; results are to be kept there (spool)", advice)
                : Finding.warning(NAME, message + "; until then a worker polls the server", advice);
    }
}
