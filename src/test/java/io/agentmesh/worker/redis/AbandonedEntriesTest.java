package io.agentmesh.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.redis.stream.AbandonedEntry;
import io.agentmesh.redis.stream.QueueEntry;
import io.agentmesh.task.Policy;
import io.agentmesh.worker.Samples;
import io.agentmesh.worker.ScriptedQueue;
import io.agentmesh.worker.TestClock;
import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.intake.ServableFolders;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

class AbandonedEntriesTest {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TAKEOVER = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private final TestClock clock = new TestClock();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final Slots slots = new Slots(2);
    private final Set<String> undelivered = new HashSet<>();
    private final QueueLeases leases = new QueueLeases(queue, new QueueWatch("redis", clock), slots, undelivered::contains);
    private final Codebases codebases = new Codebases("w1", Map.of(), clock);
    private AbandonedEntries entries;

    @BeforeEach
    void entries() throws IOException {
        root = root.toRealPath();
        ServableFolders folders = new ServableFolders(Set.of(), List.of(root), root.resolve("home"),
                root.resolve("state"));
        Acceptance acceptance = new Acceptance(leases::deadReason, undelivered::contains, codebases, folders,
                new Policy(List.of(), List.of(), null, 1000), false, root.resolve("state/global"), clock,
                (task, folder) -> Decision.run(folder));
        entries = new AbandonedEntries(queue, new SubscribedStreams(codebases, slots, false), leases, acceptance, slots,
                clock);
        know("cb1", "w1");
        know("cb2", "w1");
    }

    @Test
    void whatADeadWorkerLeftIsTakenAndNoted() {
        QueueEntry entry = queue.leave(ScriptedQueue.entry("1-1", "t1"));

        assertThat(find()).containsExactly(entry);
        assertThat(queue.done).contains("take 1-1", "taken 1-1 from w2");
    }

    @Test
    void whatWasOnlyGivenBackIsTakenFromNobody() {
        queue.leave(ScriptedQueue.entry("1-1", "cb1", "t1", 0));

        assertThat(find()).hasSize(1);
        assertThat(queue.done).noneMatch(step -> step.startsWith("taken"));
    }

    @Test
    void whatCannotBeRunHereIsNotTakenFromOneThatCan() throws IOException {
        know("theirs", "w2");
        queue.leave(ScriptedQueue.entry("1-1", "theirs", "t1", 1));
        queue.leave(ScriptedQueue.entry("2-1", "global", "t2", 1));
        queue.leave(ScriptedQueue.entry("3-1", "cb1", "t3", 1));
        slots.reserve(Samples.task("t4"), Decision.run(root.resolve("cb1")));

        assertThat(find()).isEmpty();
        assertThat(queue.done).noneMatch(step -> step.startsWith("take"));
    }

    @Test
    void noMoreIsTakenThanThereAreSlots() {
        slots.reserve(Samples.task("t0"), Decision.run(root.resolve("elsewhere")));
        queue.leave(ScriptedQueue.entry("1-1", "t1"));
        queue.leave(ScriptedQueue.entry("2-1", "cb2", "t2", 1));

        assertThat(find()).extracting(QueueEntry::id).containsExactly("1-1");
        assertThat(queue.done).doesNotContain("take 2-1");
    }

    @Test
    void oneThatAnotherWorkerWasFasterWithIsTheirs() {
        queue.othersAreFaster = true;
        queue.leave(ScriptedQueue.entry("1-1", "t1"));

        assertThat(find()).isEmpty();
        assertThat(queue.done).noneMatch(step -> step.startsWith("taken"));
    }

    @Test
    void oneThatIsGoneFromItsStreamIsNoLongerPending() {
        queue.abandoned.add(new AbandonedEntry("cb1", "1-1", "w2", false, 1));

        assertThat(find()).isEmpty();
        assertThat(queue.done).contains("acknowledge 1-1").doesNotContain("take 1-1");
    }

    @Test
    void oneThatHoldsNoTaskIsTakenToBeSetAside() {
        QueueEntry spoiled = queue.leave(new QueueEntry("cb1", "1-1", Map.of("task", "{"), 1));

        assertThat(find()).containsExactly(spoiled);
    }

    @Test
    void oneWhoseTaskIsDoneIsTakenToBeSettled() {
        undelivered.add("t1");
        queue.leave(ScriptedQueue.entry("1-1", "t1"));

        assertThat(find()).hasSize(1);
    }

    @Test
    void oneThatIsAtWorkHereIsNotTakenAgain() {
        QueueEntry entry = queue.leave(ScriptedQueue.entry("1-1", "t1"));
        leases.hold(entry, Samples.task("t1"), 3);

        assertThat(find()).isEmpty();
    }

    @Test
    void thereIsALookInEachPauseAndOneMoreAfterATaskThatAnotherWaitedFor() {
        find();
        find();
        assertThat(queue.done).hasSize(1);

        clock.advance(PAUSE);
        find();
        assertThat(queue.done).hasSize(2);

        leases.giveBack(Samples.task("t1"));
        find();
        assertThat(queue.done).as("for nobody waited for it").hasSize(2);

        leases.offered(Samples.task("t2"));
        leases.giveBack(Samples.task("t1"));
        find();
        find();
        assertThat(queue.done).hasSize(3);
    }

    @Test
    void aRedisThatIsAwayIsToldToTheCaller() {
        queue.away = true;

        assertThatThrownBy(this::find).hasMessage("it doesn't answer");
        assertThatThrownBy(this::find).as("before anything is read").hasMessage("it doesn't answer");

        queue.away = false;
        find();
        assertThat(queue.done).anyMatch(step -> step.startsWith("look at"));
    }

    private List<QueueEntry> find() {
        return entries.find(PAUSE, TAKEOVER);
    }

    private void know(String id, String worker) throws IOException {
        codebases.remember(JsonNodeFactory.instance.objectNode().put("id", id).put("worker_id", worker)
                .put("path", Files.createDirectories(root.resolve(id)).toString()));
    }
}
