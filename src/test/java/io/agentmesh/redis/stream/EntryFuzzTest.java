package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.support.Scrambler;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;

/** Entries of a stream, spoiled in many ways: a task of this stream's codebase, or a reason to set the entry aside. */
class EntryFuzzTest {

    private static final long SEEDS = 5000;
    private static final String TASK = """
            {"id": "t1", "codebase_id": "cb1", "title": "a", "prompt": "say hello", "agent_type": "build",
             "status": "pending", "priority": 1, "metadata": {"model": "a/b"}, "attempt": 0, "worker_id": null,
             "session_id": null, "created_at": "2026-01-02T03:04:05"}""";

    private final EntryReader reader = new EntryReader();
    private int read;

    @Test
    void anEntryIsATaskOrHasAReasonOnOneLine() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = new Scrambler(seed).spoil(TASK);
            try {
                checkTask(reader.read(new QueueEntry("cb1", "1-1", Map.of(QueueNames.FIELD, text), 1)));
            } catch (BadEntryException e) {
                assertThat(e.getMessage()).as("seed %d", seed).matches("it(s task)? (is|has) [A-Za-z ]+");
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
        assertThat(read).as("spoiled entries that still hold a task").isPositive();
    }

    @Test
    void aSpoiledNameOfTheFieldOrTheStreamIsNoMatchForAnother() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String name = new Scrambler(seed).spoil(QueueNames.FIELD);
            String codebase = new Scrambler(seed).spoil("cb1");
            if (!name.equals(QueueNames.FIELD)) {
                assertRefused(new QueueEntry("cb1", "1-1", Map.of(name, TASK), 1), seed);
            }
            if (!codebase.equals("cb1")) {
                assertRefused(new QueueEntry(codebase, "1-1", Map.of(QueueNames.FIELD, TASK), 1), seed);
            }
        }
    }

    private void checkTask(Task task) {
        assertThat(Ids.isValid(task.id())).isTrue();
        assertThat(task.codebaseId()).isEqualTo("cb1");
        assertThat(task.prompt()).isNotNull();
        assertThat(task.agentType()).isNotBlank();
        assertThat(task.metadata().isObject()).isTrue();
        read++;
    }

    private void assertRefused(QueueEntry entry, long seed) {
        try {
            Task task = reader.read(entry);
            throw new AssertionError("seed " + seed + ": " + task);
        } catch (BadEntryException e) {
            assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
        }
    }
}
