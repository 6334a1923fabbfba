package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

/** What becomes of entries that a worker has read and not settled. */
class QueueTakeoverTest extends RedisQueueScene {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void ownEntriesOfAnEarlierLifeAreLeftAtOnceAndOthersOnlyWhenTheyAreIdle() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);

        assertThat(first.abandoned(List.of("cb1"), HOUR, 10))
                .containsExactly(new AbandonedEntry("cb1", entry.id(), "w1", true, 1));
        assertThat(second.abandoned(List.of("cb1"), HOUR, 10)).isEmpty();
        assertThat(second.abandoned(List.of("cb1"), NOT, 10))
                .containsExactly(new AbandonedEntry("cb1", entry.id(), "w1", false, 1));
    }

    @Test
    void oneThatIsTakenOverCountsAndIsNoLongerTheOther() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);
        AbandonedEntry abandoned = second.abandoned(List.of("cb1"), NOT, 10).get(0);

        assertThat(second.peek(abandoned)).contains(new QueueEntry("cb1", entry.id(), Map.of("task", "one"), 2));
        assertThat(second.takeOver(abandoned, HOUR)).isFalse();
        assertThat(second.takeOver(abandoned, NOT)).isTrue();

        assertThat(second.abandoned(List.of("cb1"), HOUR, 10))
                .containsExactly(new AbandonedEntry("cb1", entry.id(), "w2", true, 2));
        first.renew(entry);
        first.release(entry);
        assertThat(second.abandoned(List.of("cb1"), HOUR, 10))
                .containsExactly(new AbandonedEntry("cb1", entry.id(), "w2", true, 2));
    }

    @Test
    void renewingKeepsAnEntryFromBeingTakenOverAndIsNoDelivery() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);
        await().until(() -> !second.abandoned(List.of("cb1"), Duration.ofMillis(500), 10).isEmpty());

        first.renew(entry);

        assertThat(first.abandoned(List.of("cb1"), HOUR, 10)).extracting(AbandonedEntry::deliveries).containsExactly(1L);
        assertThat(second.takeOver(new AbandonedEntry("cb1", entry.id(), "w1", false, 1), LONG)).isFalse();
    }

    @Test
    void whatIsGivenBackMayBeTakenAtOnceAndCountsAsNeverDelivered() {
        put("cb1", "one");
        first.release(read(first, "cb1").get(0));

        AbandonedEntry entry = second.abandoned(List.of("cb1"), HOUR, 10).get(0);

        assertThat(entry.deliveries()).isZero();
        assertThat(second.takeOver(entry, HOUR)).isTrue();
    }

    @Test
    void aDeadEntryIsKeptApartWithItsHistory() {
        put("cb1", "one");
        read(first, "cb1");
        AbandonedEntry abandoned = second.abandoned(List.of("cb1"), NOT, 10).get(0);
        assertThat(second.takeOver(abandoned, NOT)).isTrue();
        QueueEntry taken = second.peek(abandoned).orElseThrow();
        second.recordTakeover(taken, "w1");

        second.deadLetter(taken, "it is deadly");

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
    void whatAWorkerHadIsStillItsOwnAfterARestartWithTheData() {
        put("cb1", "one");
        read(first, "cb1");
        redis.kill();
        redis.start();

        await().atMost(LONG).ignoreExceptions().until(() -> first.abandoned(List.of("cb1"), HOUR, 10).size() == 1);
    }
}
