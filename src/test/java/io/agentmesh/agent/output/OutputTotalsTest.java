package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.task.text.Utf8;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a run's output, with a batch a message, to a server that stores by number. */
class OutputTotalsTest {

    @TempDir
    Path folder;

    private final List<String> stored = new ArrayList<>();
    private RunFolder run;
    private int lostAnswers;
    private int refusals;

    @BeforeEach
    void run() throws IOException {
        run = RunFolder.create(folder.resolve("t-1"));
    }

    @Test
    void theySayWhatTheServerGot() throws IOException {
        Files.writeString(run.stdout(), lines(100));

        OutputTotals totals = send(Long.MAX_VALUE);

        assertThat(stored()).isEqualTo(lines(100));
        assertThat(totals).isEqualTo(new OutputTotals(lines(100).length(), stored.size(), 0));
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainAndItsBatchCountedOnce() throws IOException {
        Files.writeString(run.stdout(), lines(100));
        lostAnswers = 1;
        OutputTotals before = send(Long.MAX_VALUE);
        assertThat(before.batches()).isZero();
        assertThat(before.dropped()).as("as it stands").isEqualTo(lines(100).length());

        OutputTotals totals = send(Long.MAX_VALUE);

        assertThat(stored()).isEqualTo(lines(100));
        assertThat(totals).isEqualTo(new OutputTotals(lines(100).length(), stored.size(), 0));
    }

    @Test
    void whatIsBeyondTheCapIsCountedAlsoWhereABatchIsSentAgain() throws IOException {
        String whole = lines(1000);
        Files.writeString(run.stdout(), whole);
        lostAnswers = 1;
        send(500);

        OutputTotals totals = send(500);
        OutputTotals again = send(500);

        assertThat(stored()).startsWith(whole.substring(0, 499)).containsOnlyOnce(OutputCap.NOTICE);
        long sent = stored().replace(OutputCap.NOTICE + "\n", "").length();
        assertThat(totals.bytes()).isEqualTo(Utf8.size(stored()));
        assertThat(totals.dropped()).isBetween(whole.length() - sent - 1L, whole.length() - sent + 1L);
        assertThat(again).isEqualTo(totals);
    }

    @Test
    void whatTheServerRefusedIsCountedAndItsNumberGoesToTheNext() throws IOException {
        Files.writeString(run.stdout(), lines(100));
        refusals = 1;

        OutputTotals totals = send(Long.MAX_VALUE);

        assertThat(totals.batches()).isEqualTo(stored.size());
        assertThat(totals.bytes()).isEqualTo(stored().length());
        assertThat(totals.dropped()).isEqualTo(lines(100).length() - stored().length()).isPositive();
    }

    @Test
    void theEndOfALineThatWasTooLongIsCounted() throws IOException {
        Files.writeString(run.stdout(), "x".repeat(LineFile.MAX_LENGTH + 1000) + "\nnext\n");

        OutputTotals totals = send(Long.MAX_VALUE);

        assertThat(totals.dropped()).isEqualTo(1000);
        assertThat(stored()).endsWith("x [line cut]\nnext\n");
    }

    private OutputTotals send(long max) throws IOException {
        RunOutput output = new RunOutput(run, Duration.ZERO, max, Long.MAX_VALUE);
        OutputFollower follower = new OutputFollower(output, OutputFormat.TEXT, line -> {
            OutputBatch batch = new OutputBatch(line.run(), 0);
            batch.add(line);
            take(output, batch);
        }, batch -> take(output, batch));
        follower.end();
        follower.run();
        return output.totals();
    }

    private void take(RunOutput output, OutputBatch batch) {
        if (!batch.isEmpty()) {
            int number = output.sending(batch).seq();
            if (refusals-- > 0) {
                output.drop(batch);
                return;
            }
            if (number > stored.size()) {
                assertThat(number).isEqualTo(stored.size() + 1);
                stored.add(batch.text());
            }
            if (lostAnswers-- > 0) {
                return;
            }
        }
        output.acknowledge(batch);
    }

    private String stored() {
        return String.join("", stored);
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
