package io.agentmesh.cli.doctor;

import java.util.List;

import io.agentmesh.queue.RedisConnection;
import io.agentmesh.queue.RedisFailure;
import io.agentmesh.queue.RedisVersion;
import io.agentmesh.settings.RedisUrl;

/** Redis, where the worker is to take its tasks from there. */
final class RedisCheck implements Check {

    private static final String NAME = "redis";

    private final RedisUrl url;

    /** @param url or null */
    RedisCheck(RedisUrl url) {
        this.url = url;
    }

    @Override
    public List<Finding> look() {
        return List.of(url == null ? Finding.ok(NAME, "not used: the server is polled") : ask());
    }

    private Finding ask() {
        try (RedisConnection connection = new RedisConnection(url)) {
            RedisVersion version = RedisVersion.of(connection);
            return version.isEnough() ? Finding.ok(NAME, url + " answers, version " + version)
                    : Finding.problem(NAME, url + " is version " + version, "use Redis " + RedisVersion.LEAST + " or later");
        } catch (RedisFailure e) {
            return e.isAway() ? Finding.warning(NAME, url + " can't be used: " + e.getMessage() + "; a worker polls the server",
                            "start Redis, or correct redis_url and its password")
                    : Finding.warning(NAME, url + " answers, but doesn't tell its version: " + e.getMessage(),
                            "allow its user what is written in docs/server.md");
        }
    }
}
