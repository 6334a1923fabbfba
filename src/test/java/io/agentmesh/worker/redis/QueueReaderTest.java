package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.task.Task;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.ScriptedQueue;
import io.agentmesh.worker.TestClock;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

/** Which streams are read, and how much of them. */
class QueueReaderTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final ScriptedQueue queue = new ScriptedQueue();
    private final TestClock clock = new TestClock();
    private final QueueWatch watch = new QueueWatch("redis", clock);
    private final Slots slots = new Slots(2);
    private final Codebases codebases = new Codebases("w1", Map.of(), clock);
    private final SubscribedStreams streams = new SubscribedStreams(codebases, slots, false);
    private final QueueReader reader = new QueueReader(queue, watch, streams, slots);

    @BeforeEach
    void codebases() {
        know("shop", "w1", "/code/shop");
    }

    @Test
    void asMuchIsReadAsThereAreSlots() {
        QueueEntry entry = ScriptedQueue.entry("1-1", "t1");
        queue.fresh.add(entry);

        assertThat(reader.next(WAIT)).containsExactly(entry);
        slots.reserve(Samples.task("t2"), Decision.run(Path.of("/code/other")));
        reader.next(WAIT);

        assertThat(queue.done).containsExactly("read 2 of [shop, __pending__]", "read 1 of [shop, __pending__]");
    }

    @Test
    void theStreamsAreThoseOfOurCodebasesAndThoseOfAll() {
        know("blog", "w2", "/code/blog");
        know("a/../b", "w1", "/code/b");
        know("", "w1", "/code/c");

        assertThat(streams.ready()).containsExactly("shop", "__pending__");
        assertThat(new SubscribedStreams(codebases, slots, true).ready()).containsExactly("shop", "__pending__", "global");
    }

    @Test
    void theStreamOfABusyFolderIsNotRead() {
        know("part", "w1", "/code/shop/part");
        know("whole", "w1", "/code");
        know("blog", "w1", "/blog");
        slots.reserve(Samples.task("t1"), Decision.run(Path.of("/code/shop")));

        assertThat(streams.ready()).containsExactly("blog", "__pending__");
    }

    @Test
    void allCodebasesOfARepositoryAreBusyWithOneUnlessTheyShareIt(@TempDir Path mono) throws IOException {
        Files.createDirectories(mono.resolve(".git"));
        Files.writeString(mono.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        know("a", "w1", mono + "/a");
        know("b", "w1", mono + "/b");
        slots.reserve(Samples.task("t1"), Decision.run(mono.resolve("a")));

        assertThat(streams.ready()).containsExactly("shop", "__pending__");
        assertThat(streams.busy()).containsExactly("a", "b");
        assertThat(new SubscribedStreams(codebases, slots, false, folder -> folder).busy()).containsExactly("a");
    }

    @Test
    void aPathThatCanBeNoneSpoilsNothing() {
        know("odd", "w1", "a\0b");

        assertThat(streams.ready()).containsExactlyInAnyOrder("shop", "odd", "__pending__");
    }

    @Test
    void redisCountsAsWorkingOnceItAnswers() {
        queue.away = true;
        assertThatThrownBy(() -> reader.next(WAIT)).hasMessage("it doesn't answer");
        assertThat(watch.isWorking()).isFalse();

        queue.away = false;
        reader.next(WAIT);
        assertThat(watch.isWorking()).isTrue();
    }

    @Test
    void theWaitEndsOnlyForAStreamThatIsNotWaitedFor() {
        Task task = Samples.task("t1");
        slots.reserve(task, Decision.run(Path.of("/code/shop")));
        reader.next(WAIT);
        reader.wake();
        assertThat(queue.wakes).isZero();

        slots.release(task);
        reader.wake();
        assertThat(queue.wakes).isEqualTo(1);

        reader.next(WAIT);
        reader.wake();
        assertThat(queue.wakes).isEqualTo(1);
    }

    private void know(String id, String worker, String path) {
        codebases.remember(JsonNodeFactory.instance.objectNode().put("id", id).put("worker_id", worker)
                .put("path", path));
    }
}
