package io.agentmesh.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.spool.RedisSpool;
import io.agentmesh.redis.spool.SpooledBatch;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a real Redis; a route of this test stands in the place of send-spooled. */
class SpooledOutputTest {

    @TempDir
    Path folder;

    private final List<Integer> sent = new ArrayList<>();
    private final Set<String> here = new HashSet<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private int failsAt;
    private RealRedis redis;
    private RedisConnection connection;
    private RedisSpool spool;
    private SpooledOutput output;

    @BeforeEach
    void start() throws Exception {
        redis = RealRedis.start(folder);
        connection = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        spool = new RedisSpool(connection, "w1");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:send-spooled").process(exchange -> take(exchange.getMessage().getBody(String.class)));
            }
        });
        camel.start();
        ProducerTemplate producer = camel.createProducerTemplate();
        output = new SpooledOutput(spool, null, here::contains, () -> producer);
        for (int seq = 1; seq <= 3; seq++) {
            spool.storeBatch(new SpooledBatch("t1-1", seq, "{\"seq\":" + seq + "}"),
                    "{\"bytes\":30,\"batches\":3,\"dropped_bytes\":0}");
        }
    }

    @AfterEach
    void stop() {
        camel.stop();
        connection.close();
        redis.close();
    }

    private void take(String run) {
        SpooledBatch batch = output.first(run);
        if (batch.seq() == failsAt) {
            throw new IllegalStateException("the server is away");
        }
        sent.add(batch.seq());
        output.drop(batch);
    }

    @Test
    void runIsSentInOrderAndRememberedWhileItsOutcomeIsToCome() {
        here.add("t1-1");

        assertThat(output.send("t1-1")).isTrue();

        assertThat(sent).containsExactly(1, 2, 3);
        assertThat(output.runs()).containsExactly("t1-1");
        assertThat(output.totals("t1-1").batches()).isEqualTo(3);
    }

    @Test
    void runWhoseOutcomeNeverComesIsForgottenOnceItIsSent() {
        assertThat(output.send("t1-1")).isTrue();

        assertThat(output.runs()).isEmpty();
        assertThat(output.totals("t1-1")).isNull();
    }

    @Test
    void sendingGoesOnWhereItFailed() {
        failsAt = 2;
        assertThat(output.send("t1-1")).isFalse();
        assertThat(output.sent("t1-1")).isEqualTo(2);

        failsAt = 0;
        assertThat(output.send("t1-1")).isTrue();

        assertThat(sent).containsExactly(1, 2, 3);
    }

    @Test
    void othersHaveTheirTurnBetweenTwoBatches() {
        assertThat(output.send("t1-1", Duration.ZERO)).isFalse();
        assertThat(sent).containsExactly(1);

        assertThat(output.send("t1-1", Duration.ofMinutes(1))).isTrue();
        assertThat(sent).containsExactly(1, 2, 3);
    }

    @Test
    void redisThatIsAwayKeepsWhatItHas() {
        redis.pause();
        assertThat(output.send("t1-1")).isFalse();
        redis.resume();

        await().until(() -> output.send("t1-1"));
        assertThat(sent).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"404, 0", "409, 0", "413, 2", "422, 2"})
    void finalNoIsToOneBatchOrToAllOfTheRun(int status, int next) throws Exception {
        output.refused(output.first("t1-1"), status);

        assertThat(output.sent("t1-1")).isEqualTo(next);
    }

    @Test
    void totalsThatCannotBeReadAreNone() {
        spool.storeBatch(new SpooledBatch("t1-1", 4, "{}"), "no JSON");

        assertThat(output.totals("t1-1")).isNull();
    }
}
