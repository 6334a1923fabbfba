package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

/** Real Redis of other kinds than one server, see {@link RealRedis}. */
public final class RedisKinds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SLOTS = 16_384;

    private RedisKinds() {
    }

    /** A Cluster of one node, which has every slot. */
    public static RealRedis cluster(Path folder) {
        RealRedis redis = RealRedis.start(folder, "--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1");
        // A command on one line may have 64 KiB.
        for (int first = 0; first < SLOTS; first += SLOTS / 4) {
            redis.call("CLUSTER ADDSLOTS " + IntStream.range(first, first + SLOTS / 4).mapToObj(String::valueOf)
                    .collect(Collectors.joining(" ")));
        }
        Awaitility.await("the Cluster is whole").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> redis.call("SET a b").equals("+OK"));
        return redis;
    }

    /** A Sentinel that watches {@code master} by the name {@code main}. */
    public static RealRedis sentinel(Path folder, RealRedis master) {
        int port = FreePort.next();
        try {
            Files.writeString(folder.resolve("sentinel.conf"),
                    "sentinel monitor main 127.0.0.1 " + master.port() + " 1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options = List.of(folder.resolve("sentinel.conf").toString(), "--sentinel");
        RealRedis sentinel = new RealRedis(folder, port, options);
        sentinel.launch(options);
        return sentinel;
    }
}
