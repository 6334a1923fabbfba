package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;

/** Two workers at a real Redis. */
class RedisQueueTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NOT = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private RealRedis redis;
    private RedisConnection connection;
    private RedisQueue first;
    private RedisQueue second;

    @BeforeEach
    void start() {
        redis = RealRedis.start(folder);
        connection = connection();
        first = queue("w1");
        second = queue("w2");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        connection.close();
        redis.close();
    }

    @Test
    void anEntryGoesToOneWorker() {
        put("cb1", "one");

        assertThat(read(first, "cb1")).extracting(QueueEntry::fields).containsExactly(Map.of("task", "one"));
        assertThat(read(second, "cb1")).isEmpty();
    }

    @Test
    void whatWasPutBeforeAnyWorkerCameIsReadInItsOrder() {
        put("cb1", "one");
        put("cb1", "two");

        assertThat(read(first, "cb1")).extracting(QueueEntry::fields).containsExactly(Map.of("task", "one"));
        assertThat(read(first, "cb1")).extracting(QueueEntry::fields).containsExactly(Map.of("task", "two"));
    }

    @Test
    void noMoreIsReadThanThereIsRoomForAndEveryStreamHasItsTurn() {
        for (String codebase : List.of("cb1", "cb2", "cb3")) {
            put(codebase, "one");
            put(codebase, "two");
        }
        List<String> codebases = List.of("cb1", "cb2", "cb3");

        assertThat(first.read(codebases, 2, NOT)).extracting(QueueEntry::codebase).doesNotHaveDuplicates().hasSize(2);
        assertThat(first.read(codebases, 1, NOT)).hasSize(1);
        assertThat(first.read(codebases, 0, NOT)).isEmpty();
        assertThat(first.read(List.of(), 1, NOT)).isEmpty();
    }

    @Test
    void manyStreamsAreLookedThroughForWhatIsLeftInOneCall() {
        put("cb1", "one");
        put("cb3", "three");
        read(first, "cb1");
        read(second, "cb3");

        assertThat(first.left(List.of("cb1", "never-read", "cb3"), NOT, 10))
                .extracting(LeftEntry::codebase, LeftEntry::ours).containsExactly(tuple("cb1", true), tuple("cb3", false));
        assertThat(first.left(List.of(), NOT, 10)).isEmpty();
    }

    @Test
    void whatIsAcknowledgedLeavesTheStream() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);
        assertThat(stream("cb1").size()).isEqualTo(1);

        first.acknowledge(entry);

        assertThat(stream("cb1").size()).isZero();
        assertThat(first.left(List.of("cb1"), NOT, 10)).isEmpty();
    }

    @Test
    void ownEntriesOfAnEarlierLifeAreLeftAtOnceAndOthersOnlyWhenTheyAreIdle() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);

        assertThat(first.left(List.of("cb1"), HOUR, 10)).containsExactly(new LeftEntry("cb1", entry.id(), "w1", true, 1));
        assertThat(second.left(List.of("cb1"), HOUR, 10)).isEmpty();
        assertThat(second.left(List.of("cb1"), NOT, 10)).containsExactly(new LeftEntry("cb1", entry.id(), "w1", false, 1));
    }

    @Test
    void oneThatIsTakenOverCountsAndIsNoLongerTheOther() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);
        LeftEntry left = second.left(List.of("cb1"), NOT, 10).get(0);

        assertThat(second.look(left)).contains(new QueueEntry("cb1", entry.id(), Map.of("task", "one"), 2));
        assertThat(second.take(left, HOUR)).isFalse();
        assertThat(second.take(left, NOT)).isTrue();

        assertThat(second.left(List.of("cb1"), HOUR, 10)).containsExactly(new LeftEntry("cb1", entry.id(), "w2", true, 2));
        first.renew(entry);
        first.giveBack(entry);
        assertThat(second.left(List.of("cb1"), HOUR, 10)).containsExactly(new LeftEntry("cb1", entry.id(), "w2", true, 2));
    }

    @Test
    void renewingKeepsAnEntryFromBeingTakenOverAndIsNoDelivery() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);
        await().until(() -> !second.left(List.of("cb1"), Duration.ofMillis(500), 10).isEmpty());

        first.renew(entry);

        assertThat(first.left(List.of("cb1"), HOUR, 10)).extracting(LeftEntry::deliveries).containsExactly(1L);
        assertThat(second.take(new LeftEntry("cb1", entry.id(), "w1", false, 1), LONG)).isFalse();
    }

    @Test
    void whatIsGivenBackMayBeTakenAtOnceAndCountsAsNeverDelivered() {
        put("cb1", "one");
        first.giveBack(read(first, "cb1").get(0));

        LeftEntry left = second.left(List.of("cb1"), HOUR, 10).get(0);

        assertThat(left.deliveries()).isZero();
        assertThat(second.take(left, HOUR)).isTrue();
    }

    @Test
    void aDeadEntryIsKeptApartWithItsHistory() {
        put("cb1", "one");
        read(first, "cb1");
        LeftEntry left = second.left(List.of("cb1"), NOT, 10).get(0);
        assertThat(second.take(left, NOT)).isTrue();
        QueueEntry taken = second.look(left).orElseThrow();
        second.noteTaken(taken, "w1");

        second.setAside(taken, "it is deadly");

        assertThat(stream("cb1").size()).isZero();
        Map<String, String> dead = connection.client().<String, String>getStream("a2a:dead", StringCodec.INSTANCE)
                .range(org.redisson.api.StreamMessageId.MIN, org.redisson.api.StreamMessageId.MAX).values().iterator().next();
        assertThat(dead).containsEntry("stream", "a2a:tasks:cb1").containsEntry("id", taken.id())
                .containsEntry("reason", "it is deadly").containsEntry("worker", "w2").containsEntry("deliveries", "2")
                .containsEntry("entry", "{\"task\":\"one\"}");
        assertThat(dead.get("history")).contains("\"from\":\"w1\"", "\"to\":\"w2\"");
        assertThat(connection.client().getKeys().getKeysStream()).containsExactlyInAnyOrder("a2a:dead", "a2a:tasks:cb1");
    }

    @Test
    void aRedisThatComesBackEmptyIsReadAsBefore() {
        put("cb1", "one");
        QueueEntry lost = read(first, "cb1").get(0);
        redis.kill();
        assertThatThrownBy(() -> read(first, "cb1")).isInstanceOf(RedisException.class);
        redis.startEmpty();

        await().atMost(LONG).ignoreExceptions().until(() -> read(first, "cb1").isEmpty());
        assertThat(first.left(List.of("cb2"), NOT, 10)).isEmpty();
        first.renew(lost);
        first.acknowledge(lost);
        put("cb1", "two");
        assertThat(read(first, "cb1")).extracting(QueueEntry::fields).containsExactly(Map.of("task", "two"));
    }

    @Test
    void whatAWorkerHadIsStillItsOwnAfterARestartWithTheData() {
        put("cb1", "one");
        read(first, "cb1");
        redis.kill();
        redis.start();

        await().atMost(LONG).ignoreExceptions().until(() -> first.left(List.of("cb1"), HOUR, 10).size() == 1);
    }

    private RedisQueue queue(String worker) {
        return new RedisQueue(connection(), worker, false, Clock.systemUTC());
    }

    private RedisConnection connection() {
        return new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
    }

    private static List<QueueEntry> read(RedisQueue queue, String codebase) {
        return queue.read(List.of(codebase), 1, NOT);
    }

    private void put(String codebase, String task) {
        stream(codebase).add(StreamAddArgs.entry("task", task));
    }

    private RStream<String, String> stream(String codebase) {
        return connection.client().getStream("a2a:tasks:" + codebase, StringCodec.INSTANCE);
    }
}
