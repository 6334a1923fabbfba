package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.stream.TaskStreams.NewEntry;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;

class TaskStreamsTest {

    @TempDir
    static Path folder;
    private static RealRedis redis;
    private static RedisConnection connection;

    private final TaskStreams streams = new TaskStreams(connection);
    private RStream<String, String> stream;

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
        stream = connection.client().getStream("a2a:tasks:cb1");
    }

    @Test
    void aWorkerReadsWhatWasAddedBeforeItCame() {
        List<String> ids = streams.add("cb1", List.of(new NewEntry("{\"id\": \"1\"}", null), new NewEntry("ä\n", null)));

        Map<StreamMessageId, Map<String, String>> read = read("w1");

        assertThat(read.values()).containsExactly(Map.of("task", "{\"id\": \"1\"}"), Map.of("task", "ä\n"));
        assertThat(read.keySet()).extracting(StreamMessageId::toString).containsExactlyElementsOf(ids);
    }

    @Test
    void anEntryTakesThePlaceOfOneThatAWorkerHolds() {
        String old = streams.add("cb1", List.of(new NewEntry("1", null))).get(0);
        read("w1");

        streams.add("cb1", List.of(new NewEntry("2", old)));

        assertThat(stream.getPendingInfo("workers").getTotal()).isZero();
        assertThat(stream.range(StreamMessageId.MIN, StreamMessageId.MAX).values()).containsExactly(Map.of("task", "2"));
        assertThat(read("w2").values()).containsExactly(Map.of("task", "2"));
    }

    @Test
    void entriesGoAlsoFromWhoHoldsThem() {
        List<String> ids = streams.add("cb1", List.of(new NewEntry("1", null), new NewEntry("2", null),
                new NewEntry("3", null)));
        stream.readGroup("workers", "w1", StreamReadGroupArgs.neverDelivered().count(1));

        streams.remove("cb1", ids.subList(0, 2));
        streams.remove("cb1", ids.subList(0, 2));
        streams.remove("none", List.of("1-1"));

        assertThat(stream.getPendingInfo("workers").getTotal()).isZero();
        assertThat(read("w1").values()).containsExactly(Map.of("task", "3"));
    }

    @Test
    void whatIsNotThereIsMissing() {
        List<String> ids = new ArrayList<>(streams.add("cb1", List.of(new NewEntry("1", null))));
        ids.add("5-1");

        assertThat(streams.missing("cb1", ids)).containsExactly("5-1");
        assertThat(streams.missing("cb2", ids)).containsExactlyElementsOf(ids);
    }

    @Test
    void aGenerationLastsUntilRedisIsEmpty() {
        assertThat(streams.generation("a")).isEqualTo("a");
        assertThat(streams.generation("b")).isEqualTo("a");

        connection.client().getKeys().flushdb();

        assertThat(streams.generation("b")).isEqualTo("b");
    }

    @Test
    void whatRedisRefusesIsToldWithoutWhatWasSent() {
        connection.client().getBucket("a2a:tasks:cb1").set("no stream");

        assertThatThrownBy(() -> streams.add("cb1", List.of(new NewEntry("a secret prompt", null))))
                .isInstanceOfSatisfying(RedisFailure.class, failure -> {
                    assertThat(failure.isAway()).isFalse();
                    assertThat(failure.getMessage()).contains("WRONGTYPE").doesNotContain("secret").hasLineCount(1);
                });
    }

    @Test
    void aRedisThatIsAwayIsTold(@TempDir Path other) {
        try (RealRedis away = RealRedis.away(other);
                RedisConnection none = new RedisConnection(RedisUrl.parse(away.url()).orElseThrow())) {
            assertThatThrownBy(() -> new TaskStreams(none).generation("a"))
                    .isInstanceOfSatisfying(RedisFailure.class, failure -> assertThat(failure.isAway()).isTrue())
                    .hasMessage("connection refused");
        }
    }

    private Map<StreamMessageId, Map<String, String>> read(String consumer) {
        return stream.readGroup("workers", consumer, StreamReadGroupArgs.neverDelivered().count(10));
    }
}
