package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.task.Outcome;
import io.agentmesh.worker.outbox.Outbox;

class FullOutboxTest {

    @TempDir
    Path state;

    private Outbox outbox;

    @BeforeEach
    void outbox() {
        outbox = new Outbox(state, new Runs(state, new OpenCodeProtocol()),
                new RunOutputs(() -> null, "w1", OutputFormat.of("text")),
                Samples.LIMITS);
    }

    @Test
    void anOutboxThatIsNotThereYetHasRoom() {
        assertThat(outbox.problem()).isEmpty();
    }

    @Test
    void itIsFullWithTooManyOutcomesAndHasRoomWhenOneIsDelivered() throws IOException {
        outbox.put(Samples.task("t1").withAttempt(1), Outcome.completed("a"));
        assertThat(outbox.problem()).isEmpty();
        outbox.put(Samples.task("t2").withAttempt(1), Outcome.completed("b"));

        assertThat(outbox.problem()).startsWith("the outbox is full: the server has yet to take ")
                .endsWith(" bytes in 2 files (outbox_max_files, outbox_max_bytes)");
        outbox.delivered(outbox.read("t1-1.json"));
        assertThat(outbox.problem()).isEmpty();
    }

    @Test
    void itIsFullWithTooLargeOutcomes() throws IOException {
        outbox.put(Samples.task("t1").withAttempt(1), Outcome.completed("x".repeat(1024)));

        assertThat(outbox.problem()).isNotEmpty();
    }

    @Test
    void anOutcomeIsKeptHoweverFullItIs() throws IOException {
        for (int i = 1; i <= 5; i++) {
            outbox.put(Samples.task("t" + i).withAttempt(1), Outcome.completed("x".repeat(1024)));
        }

        assertThat(outbox.tasks()).hasSize(5);
    }

    /** The device answers each write as a full disk does. */
    @Test
    void onAFullDiskNothingHalfIsLeftAndAnEarlierOutcomeStaysWhole() throws IOException {
        outbox.put(Samples.task("t1").withAttempt(1), Samples.OUTCOME);
        Path beside = state.resolve("outbox/.t2-1.json.new");
        Files.createSymbolicLink(beside, Path.of("/dev/full"));

        assertThatThrownBy(() -> outbox.put(Samples.task("t2").withAttempt(1), Samples.OUTCOME))
                .isInstanceOf(IOException.class).hasMessageContaining("No space left");
        assertThat(outbox.tasks()).containsExactly("t1");
        assertThat(outbox.read("t1-1.json").result()).isEqualTo("the answer");

        Files.delete(beside);
        outbox.put(Samples.task("t2").withAttempt(1), Samples.OUTCOME);
        assertThat(outbox.tasks()).containsExactlyInAnyOrder("t1", "t2");
    }
}
