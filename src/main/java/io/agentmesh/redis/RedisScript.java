package io.agentmesh.redis;

import java.util.List;

import io.agentmesh.settings.source.ProgramFile;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** A script that Redis executes atomically, from the file {@code NAME.lua} beside this class. */
public final class RedisScript {

    private final String text;
    private final RScript.ReturnType result;

    private RedisScript(String name, RScript.ReturnType result) {
        this.text = ProgramFile.text(RedisScript.class, name + ".lua");
        this.result = result;
    }

    /** A script that returns a number or nothing. */
    public static RedisScript command(String name) {
        return new RedisScript(name, RScript.ReturnType.INTEGER);
    }

    /** A script that returns a text. */
    public static RedisScript text(String name) {
        return new RedisScript(name, RScript.ReturnType.VALUE);
    }

    /** A script that returns a list. */
    public static RedisScript list(String name) {
        return new RedisScript(name, RScript.ReturnType.MULTI);
    }

    /**
     * @param keys read or written by the script
     * @throws org.redisson.client.RedisException where Redis is unreachable or rejects it
     */
    public <T> T run(RedissonClient client, List<Object> keys, Object... arguments) {
        return client.getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE, text, result, keys, arguments);
    }

    /** Executes it without waiting for the answer. */
    public void send(RedissonClient client, List<Object> keys, Object... arguments) {
        client.getScript(StringCodec.INSTANCE).evalAsync(RScript.Mode.READ_WRITE, text, result, keys, arguments);
    }
}
