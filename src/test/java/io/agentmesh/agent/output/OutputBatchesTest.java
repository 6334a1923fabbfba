package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class OutputBatchesTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final OutputBatches batches = new OutputBatches();
    private final OutputBatch batch = new OutputBatch("t-1", System.nanoTime());

    @Test
    void linesOfOneMessageAreCountedEach() {
        add("one\ntwo");
        assertThat(batches.isDue(batch, 3, 1000, AN_HOUR)).isFalse();
        add("three");
        assertThat(batches.isDue(batch, 3, 1000, AN_HOUR)).isTrue();
        assertThat(batch.text()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void reminderIsNoLine() {
        add("");
        assertThat(batches.isDue(batch, 1, 1000, AN_HOUR)).isFalse();
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void charactersAndAgeAndTheEndCountToo() {
        add("four");
        assertThat(batches.isDue(batch, 10, 5, AN_HOUR)).isTrue();
        assertThat(batches.isDue(batch, 10, 1000, Duration.ZERO)).isTrue();
        assertThat(batches.isDue(batch, 10, 1000, AN_HOUR)).isFalse();
        batch.add(new OutputLine("t-1", "", 9, 0, true, 0));
        assertThat(batches.isDue(batch, 10, 1000, AN_HOUR)).isTrue();
    }

    private void add(String text) {
        batch.add(new OutputLine("t-1", text, 0, 0, false, 0));
    }
}
