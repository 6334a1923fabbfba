package io.agentmesh.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.Usage;
import io.agentmesh.worker.RunFolders;
import io.agentmesh.worker.Samples;

class OutboxTest {

    @TempDir
    Path state;

    private final Task task = Samples.task("t1").withAttempt(2);
    private Outbox outbox;

    @BeforeEach
    void outbox() {
        Runs runs = new Runs(state, new OpenCodeProtocol());
        outbox = new Outbox(state, runs, new RunOutputs(() -> null, "w1", OutputFormat.of("text")), Samples.LIMITS);
    }

    @Test
    void anOutcomeIsThereUntilItIsDelivered() throws IOException {
        outbox.put(task, Samples.OUTCOME);
        assertThat(outbox.tasks()).containsExactly("t1");
        assertThat(outbox.holds("t1")).isTrue();

        OutboxEntry entry = outbox.read("t1-2.json");
        assertThat(entry).isEqualTo(new OutboxEntry("t1", 2, "cb1", "completed", "the answer", null, null));
        outbox.delivered(entry);

        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void theFirstOutcomeOfARunIsTheOneThatCounts() throws IOException {
        RunFolders.journalled(state, task);
        outbox.put(task, Samples.OUTCOME);
        outbox.put(task, Outcome.failed("something else"));

        assertThat(outbox.read("t1-2.json").result()).isEqualTo("the answer");
        assertThat(outbox.kept(task)).isEqualTo(Samples.OUTCOME);
        assertThat(new Runs(state, new OpenCodeProtocol()).folder("t1-2").isReported()).isTrue();
    }

    @Test
    void anAttemptWithoutARunHasNoOutcomeKept() throws IOException {
        outbox.put(task, Samples.OUTCOME);

        assertThat(outbox.kept(task)).isNull();
        assertThat(outbox.kept(task.withAttempt(3))).isNull();
    }

    @Test
    void idsWithDotsAndDashesAreTakenApartRightly() throws IOException {
        outbox.put(Samples.task(".a-1").withAttempt(12), Samples.OUTCOME);

        assertThat(outbox.tasks()).containsExactly(".a-1");
        assertThat(outbox.read(".a-1-12.json").taskId()).isEqualTo(".a-1");
    }

    @Test
    void aHalfWrittenFileIsNoOutcome() throws IOException {
        Files.createDirectories(state.resolve("outbox"));
        Files.writeString(state.resolve("outbox/.t1-2.json.new"), "{\"task_");

        assertThat(outbox.tasks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"task_id\": \"t9\", \"attempt\": 2, \"status\": \"failed\"}",
        "{\"task_id\": \"t1\", \"attempt\": 2}"})
    void aFileThatIsNoOutcomeIsSetAside(String content) throws IOException {
        Files.createDirectories(state.resolve("outbox"));
        Files.writeString(state.resolve("outbox/t1-2.json"), content);

        assertThat(outbox.read("t1-2.json")).isNull();

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(state.resolve("outbox/t1-2.json.broken")).hasContent(content);
    }

    @Test
    void aFileThatIsNoOutcomeIsMadeAnewFromItsRun() throws IOException {
        RunFolders.journalled(state, task);
        outbox.put(task, Samples.OUTCOME);
        Files.writeString(state.resolve("outbox/t1-2.json"), "{\"task_id\":\"t1\",\"att");

        assertThat(outbox.read("t1-2.json")).isNull();

        assertThat(outbox.read("t1-2.json").result()).isEqualTo("the answer");
    }

    @Test
    void aTaskThatWasGivenBackAndIsSomebodyElsesIsNothingToKeep() throws IOException {
        outbox.put(task, new Outcome(Outcome.RELEASED, null, "the lease is over", null, Usage.NONE));

        outbox.refused(outbox.read("t1-2.json"), new IOException("it is w2's"));

        assertThat(state.resolve("outbox/t1-2.json")).doesNotExist();
        assertThat(state.resolve("outbox/refused")).doesNotExist();
    }

    @Test
    void aLongResultIsHalvedAgainAndAgainAndSaysSo() throws IOException {
        outbox.put(task, Outcome.completed("x".repeat(10_000)));

        int cuts = 0;
        while (outbox.cut(outbox.read("t1-2.json"))) {
            cuts++;
        }

        String result = outbox.read("t1-2.json").result();
        assertThat(cuts).isBetween(4, 6);
        assertThat(result).startsWith("xxx").endsWith("x\n[cut here: the server takes no longer text]")
                .containsOnlyOnce("[cut here").hasSizeLessThan(600);
    }

    @Test
    void aLongErrorIsHalvedToo() throws IOException {
        outbox.put(task, Outcome.failed("y".repeat(10_000)));

        assertThat(outbox.cut(outbox.read("t1-2.json"))).isTrue();
        assertThat(outbox.read("t1-2.json").error()).hasSizeLessThan(5_100).contains("[cut here");
    }

    @Test
    void noCharacterIsCutInTwo() throws IOException {
        outbox.put(task, Outcome.completed("x" + "😀".repeat(500)));

        outbox.cut(outbox.read("t1-2.json"));

        String result = outbox.read("t1-2.json").result();
        assertThat(result.substring(0, result.indexOf('\n'))).matches("x(😀)+");
    }
}
