package io.agentmesh.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/** Version of Redis, as reported by itself. */
public record RedisVersion(int major, int minor) {

    /** The first with all required commands ({@code XAUTOCLAIM}; HTTP contract, "Redis"). */
    public static final RedisVersion MINIMUM = new RedisVersion(6, 2);

    private static final Pattern FORM = Pattern.compile("redis_version:(\\d+)\\.(\\d+)");

    /** @throws RedisFailure where Redis is unreachable or doesn't report it */
    public static RedisVersion of(RedisConnection connection) {
        return RedisFailure.guard(() -> {
            String info = connection.client().getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE,
                    "return redis.call('INFO', 'server')", RScript.ReturnType.VALUE);
            Matcher version = FORM.matcher(info);
            return version.find() ? new RedisVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))
                    : MINIMUM;
        });
    }

    public boolean isSupported() {
        return major > MINIMUM.major || major == MINIMUM.major && minor >= MINIMUM.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
