package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.opencode.event.OutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a run's files with batches as the route makes them, in a list that stands for the server. */
class OutputFollowerTest {

    private static final int LINES_A_BATCH = 7;

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Integer> numbers = new CopyOnWriteArrayList<>();
    private RunFolder run;
    private RunOutput output;
    private OutputBatch open;
    private int refusals;
    private Thread thread;

    @BeforeEach
    void setUp() throws Exception {
        run = RunFolder.create(folder.resolve("t-1"));
    }

    @AfterEach
    void tearDown() throws Exception {
        if (thread != null) {
            output.abandon();
            thread.join();
        }
    }

    @Test
    void linesOfAFinishedRunComeInOrder() throws Exception {
        append(run.stdout(), lines(0, 100));

        followToTheEnd();

        assertThat(received()).isEqualTo(lines(0, 100));
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void linesComeWhileTheRunGoesOn() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), lines(0, 3));
        await().atMost(Duration.ofSeconds(30)).until(() -> received().equals(lines(0, 3)));
        append(run.stderr(), List.of("a warning"));
        await().atMost(Duration.ofSeconds(30)).until(() -> received().contains("a warning"));
        assertThat(thread.isAlive()).isTrue();

        follower.end();
        thread.join();

        assertThat(received()).hasSize(4);
    }

    @Test
    void halfALineWaitsForItsEnd() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), List.of("one"));
        Files.writeString(run.stdout(), "tw", StandardOpenOption.APPEND);
        append(run.stderr(), List.of("a warning"));
        await().atMost(Duration.ofSeconds(30)).until(() -> received().contains("a warning"));
        await().atMost(Duration.ofSeconds(30)).until(() -> output.position().stderr() > 0);
        assertThat(output.position().stdout()).as("a restart begins with the half line").isEqualTo(4);

        Files.writeString(run.stdout(), "o\n", StandardOpenOption.APPEND);
        follower.end();
        thread.join();

        assertThat(received()).containsExactly("one", "a warning", "two");
    }

    @Test
    void lastHalfLineComesAtTheEnd() throws Exception {
        Files.writeString(run.stdout(), "one\ntw");
        Files.writeString(run.stderr(), "half");

        followToTheEnd();

        assertThat(received()).containsExactly("one", "tw", "half");
    }

    @Test
    void fileThatAProcessOfTheRunEmptiedIsSaidAndCounted() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), lines(0, 3));
        await().atMost(Duration.ofSeconds(30)).until(() -> received().equals(lines(0, 3)));

        Files.write(run.stdout(), new byte[0]);
        append(run.stdout(), List.of("after"));
        await().atMost(Duration.ofSeconds(30)).until(() -> received().contains("after"));
        follower.end();
        thread.join();

        assertThat(received()).containsExactly("line 0", "line 1", "line 2", OutputFollower.EMPTIED, "after");
        assertThat(output.totals().dropped()).isPositive();
    }

    @Test
    void runWithoutAWordEnds() throws Exception {
        followToTheEnd();

        assertThat(received()).isEmpty();
        assertThat(numbers).isEmpty();
    }

    @Test
    void truncatedFileDoesNotHoldUpTheEnd() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), lines(0, 10));
        await().atMost(Duration.ofSeconds(30)).until(() -> received().size() == 10);
        Files.write(run.stdout(), new byte[0]);

        follower.end();
        thread.join();

        assertThat(received()).startsWith(lines(0, 10).toArray(String[]::new)).endsWith(OutputFollower.EMPTIED).hasSize(11);
    }

    @Test
    void batchThatWasOnItsWayIsSentAgainUnderItsNumber() throws Exception {
        append(run.stdout(), lines(0, 60));
        refusals = Integer.MAX_VALUE;
        followToTheEnd();
        assertThat(received).isEmpty();
        OutputPosition announced = DurableFile.readJson(run.position(), OutputPosition.class);
        assertThat(announced.isSending()).isTrue();

        List<String> announcedLines = new String(Files.readAllBytes(run.stdout()), 0,
                (int) announced.sendingStdout(), StandardCharsets.UTF_8).lines().toList();
        refusals = 0;
        open = null;
        followToTheEnd();

        assertThat(numbers.get(0)).isEqualTo(announced.seq() + 1);
        assertThat(received.get(0).lines().toList()).isEqualTo(announcedLines);
        assertThat(received()).isEqualTo(lines(0, 60));
    }

    @Test
    void nothingIsLostOverManyRestarts() throws Exception {
        append(run.stdout(), lines(0, 200));
        for (int restart = 0; restart < 20; restart++) {
            refusals = 3;
            open = null;
            followToTheEnd();
        }
        refusals = 0;
        open = null;
        followToTheEnd();

        assertThat(received()).isEqualTo(lines(0, 200));
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void serverThatHasHadEnoughIsLeftAlone() throws Exception {
        append(run.stdout(), lines(0, 100));
        output = new RunOutput(run, Duration.ZERO, Long.MAX_VALUE, Long.MAX_VALUE);
        AtomicInteger taken = new AtomicInteger();
        OutputFollower follower = new OutputFollower(output, OutputFormat.EVENTS, line -> {
            taken.incrementAndGet();
            output.abandon();
        }, batch -> { });
        follower.end();

        follower.run();

        assertThat(taken).hasValue(1);
    }

    @Test
    void unreadablePositionIsNoReasonToSendNothing() throws Exception {
        append(run.stdout(), lines(0, 3));
        Files.write(run.position(), new byte[0]);

        followToTheEnd();

        assertThat(received()).isEqualTo(lines(0, 3));
    }

    private OutputFollower begin() throws Exception {
        output = new RunOutput(run, Duration.ofMinutes(1), Long.MAX_VALUE, Long.MAX_VALUE);
        OutputFollower follower = new OutputFollower(output, OutputFormat.TEXT, this::gather, this::send);
        thread = new Thread(follower);
        thread.start();
        return follower;
    }

    private void followToTheEnd() throws Exception {
        OutputFollower follower = begin();
        follower.end();
        thread.join();
    }

    private void gather(OutputLine line) {
        open = open == null ? new OutputBatch(line.run(), System.nanoTime()) : open;
        open.add(line);
        if (line.last() || line.text().isEmpty() || open.text().lines().count() >= LINES_A_BATCH) {
            OutputBatch full = open;
            open = null;
            send(full);
        }
    }

    /** Refuses after some batches, as a server does that goes away. */
    private void send(OutputBatch batch) {
        if (!batch.isEmpty()) {
            int number = output.sending(batch).seq();
            if (refusals > 0 && refusals-- != 3) {
                return;
            }
            numbers.add(number);
            received.add(batch.text());
        }
        output.acknowledge(batch);
    }

    private List<String> received() {
        return received.stream().flatMap(String::lines).toList();
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private static void append(Path file, List<String> lines) throws Exception {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
