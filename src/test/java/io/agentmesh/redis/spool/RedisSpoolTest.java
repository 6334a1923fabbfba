package io.agentmesh.redis.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSpoolTest {

    @TempDir
    static Path folder;
    private static RealRedis redis;
    private static RedisConnection connection;

    private final RedisSpool spool = new RedisSpool(connection, "w1");

    @BeforeAll
    static void start() {
        redis = RealRedis.start(folder);
        connection = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
    }

    @AfterAll
    static void stop() {
        connection.close();
        redis.close();
    }

    @BeforeEach
    void empty() {
        connection.client().getKeys().flushdb();
    }

    @Test
    void batchesComeBackInTheOrderOfTheirNumbers() {
        for (int seq = 1; seq <= 11; seq++) {
            spool.storeBatch(batch(seq), "{\"batches\":" + seq + "}");
        }

        for (int seq = 1; seq <= 11; seq++) {
            assertThat(spool.first("t1-1")).contains(batch(seq));
            spool.drop(batch(seq));
        }
        assertThat(spool.first("t1-1")).isEmpty();
        assertThat(spool.totals("t1-1")).contains("{\"batches\":11}");
    }

    @Test
    void batchThatWasKeptBeforeIsNotKeptAgainEvenWhereItIsGone() {
        spool.storeBatch(batch(1), "{}");
        spool.storeBatch(batch(2), "{}");
        spool.storeBatch(new SpooledBatch("t1-1", 2, "another"), "{}");
        spool.drop(batch(1));
        spool.drop(batch(2));

        spool.storeBatch(batch(2), "{}");

        assertThat(spool.first("t1-1")).isEmpty();
    }

    @Test
    void runIsKnownUntilItsOutputIsForgotten() {
        spool.storeBatch(batch(1), "{}");
        spool.dropOutput("t1-1");
        assertThat(spool.first("t1-1")).isEmpty();
        assertThat(spool.runs()).containsExactly("t1-1");

        spool.forgetOutput("t1-1");

        assertThat(spool.runs()).isEmpty();
        assertThat(spool.totals("t1-1")).isEmpty();
    }

    @Test
    void outcomeIsStoredOnceAndGoesWithItsRun() {
        spool.storeOutcome("t1-1", "{\"status\":\"completed\"}");
        spool.storeOutcome("t1-1", "{\"status\":\"completed\"}");
        spool.storeBatch(batch(1), "{}");
        assertThat(spool.outcomes()).isEqualTo(Map.of("t1-1", "{\"status\":\"completed\"}"));

        spool.forget("t1-1");

        assertThat(spool.outcomes()).isEmpty();
        assertThat(connection.client().getKeys().count()).isZero();
    }

    @Test
    void workersKeepTheirsApart() {
        spool.storeOutcome("t1-1", "{}");
        spool.storeBatch(batch(1), "{}");

        RedisSpool other = new RedisSpool(connection, "w2");

        assertThat(other.outcomes()).isEmpty();
        assertThat(other.runs()).isEmpty();
        assertThat(other.first("t1-1")).isEmpty();
    }

    @Test
    void closedConnectionIsAFailureThatSaysSo() {
        RedisConnection closed = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        closed.close();

        assertThatThrownBy(() -> new RedisSpool(closed, "w1").outcomes()).isInstanceOf(RedisFailure.class)
                .hasMessage("the connection to Redis is closed");
    }

    private static SpooledBatch batch(int seq) {
        return new SpooledBatch("t1-1", seq, "{\"output\":\"line " + seq + "\"}");
    }
}
