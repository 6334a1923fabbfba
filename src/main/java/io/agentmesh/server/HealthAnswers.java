package io.agentmesh.server;

import java.util.Locale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.redis.RedisState;

/** Answers of the health check. Redis is optional: without it tasks only start a little later. */
public final class HealthAnswers {

    private final RedisState redis;

    HealthAnswers(RedisState redis) {
        this.redis = redis;
    }

    /** {@code {status: up, redis?: up | down | unknown}}. */
    public String up() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("status", "up");
        if (redis.status() != RedisState.Status.OFF) {
            answer.put("redis", redis.status().name().toLowerCase(Locale.ROOT));
        }
        return answer.toString();
    }
}
