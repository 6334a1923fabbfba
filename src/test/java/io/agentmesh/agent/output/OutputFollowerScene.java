package io.agentmesh.agent.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.opencode.event.OutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A follower of a run's output whose batches go to a server of the test's own. */
abstract class OutputFollowerScene {

    static final int LINES_A_BATCH = 7;

    @TempDir
    Path folder;
    final List<String> received = new CopyOnWriteArrayList<>();
    final List<Integer> numbers = new CopyOnWriteArrayList<>();
    RunFolder run;
    RunOutput output;
    OutputBatch open;
    int refusals;
    Thread thread;

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

    OutputFollower begin() throws Exception {
        output = new RunOutput(run, Duration.ofMinutes(1), Long.MAX_VALUE, Long.MAX_VALUE);
        OutputFollower follower = new OutputFollower(output, OutputFormat.TEXT, this::gather, this::send);
        thread = new Thread(follower);
        thread.start();
        return follower;
    }

    void followToTheEnd() throws Exception {
        OutputFollower follower = begin();
        follower.end();
        thread.join();
    }

    void gather(OutputLine line) {
        open = open == null ? new OutputBatch(line.run(), System.nanoTime()) : open;
        open.add(line);
        if (line.last() || line.text().isEmpty() || open.text().lines().count() >= LINES_A_BATCH) {
            OutputBatch full = open;
            open = null;
            send(full);
        }
    }

    /** Refuses after some batches, as a server does that goes away. */
    void send(OutputBatch batch) {
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

    List<String> received() {
        return received.stream().flatMap(String::lines).toList();
    }

    static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    static void append(Path file, List<String> lines) throws Exception {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
