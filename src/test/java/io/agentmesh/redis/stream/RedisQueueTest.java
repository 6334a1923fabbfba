package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.redisson.client.RedisException;

/** How workers read their streams. */
class RedisQueueTest extends RedisQueueScene {

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

        assertThat(first.abandoned(List.of("cb1", "never-read", "cb3"), NOT, 10))
                .extracting(AbandonedEntry::codebase, AbandonedEntry::ours).containsExactly(tuple("cb1", true), tuple("cb3", false));
        assertThat(first.abandoned(List.of(), NOT, 10)).isEmpty();
    }

    @Test
    void whatIsAcknowledgedLeavesTheStream() {
        put("cb1", "one");
        QueueEntry entry = read(first, "cb1").get(0);
        assertThat(stream("cb1").size()).isEqualTo(1);

        first.acknowledge(entry);

        assertThat(stream("cb1").size()).isZero();
        assertThat(first.abandoned(List.of("cb1"), NOT, 10)).isEmpty();
    }

    @Test
    void aRedisThatComesBackEmptyIsReadAsBefore() {
        put("cb1", "one");
        QueueEntry lost = read(first, "cb1").get(0);
        redis.kill();
        assertThatThrownBy(() -> read(first, "cb1")).isInstanceOf(RedisException.class);
        redis.startEmpty();

        await().atMost(LONG).ignoreExceptions().until(() -> read(first, "cb1").isEmpty());
        // Each of the client's connections notices by itself that the other end is gone.
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            assertThat(first.abandoned(List.of("cb2"), NOT, 10)).isEmpty();
            first.renew(lost);
            first.acknowledge(lost);
        });
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> put("cb1", "two"));
        assertThat(read(first, "cb1")).extracting(QueueEntry::fields).containsExactly(Map.of("task", "two"));
    }
}
