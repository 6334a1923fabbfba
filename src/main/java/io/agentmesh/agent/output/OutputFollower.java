package io.agentmesh.agent.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.agentmesh.agent.LineFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the two output files of a run and hands their lines to the route, which comes back only when there is
 * room for more. So one batch of a run is on its way at a time, in order, and a slow server costs no memory: what it
 * hasn't taken stays in the files.
 */
public final class OutputFollower implements Runnable {

    public static final String EMPTIED = "[… output is missing here: a process of the run emptied its output file]";

    private static final Logger LOG = LoggerFactory.getLogger(OutputFollower.class);
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final int LINES_AT_ONCE = 25;
    /** One line more may be as long as {@link LineFile#LONGEST}. */
    static final int CHARACTERS_AT_ONCE = 16 << 10;

    private final RunOutput output;
    private final LineFormat format;
    private final Consumer<OutputLine> lines;
    private final Consumer<OutputBatch> batches;
    private final CountDownLatch ended = new CountDownLatch(1);
    private OutputCap cap;
    private long turn = Long.MAX_VALUE;
    private long begun;
    private boolean complete;

    /**
     * @param lines   takes some lines, and the batch that they complete up to its answer
     * @param batches takes a whole batch
     */
    OutputFollower(RunOutput output, LineFormat format, Consumer<OutputLine> lines,
            Consumer<OutputBatch> batches) {
        this.output = output;
        this.format = format;
        this.lines = lines;
        this.batches = batches;
    }

    /** Tells that the run's files grow no more. */
    public void end() {
        output.ended();
        ended.countDown();
    }

    /** Comes back after this time, too, between two batches, so that others have their turn. */
    void limit(Duration longest) {
        begun = System.nanoTime();
        turn = longest.toNanos();
    }

    /** Whether all up to the run's end was sent, or passed over. */
    boolean isComplete() {
        return complete && !isStuck();
    }

    /** Comes back when all is sent after the end, or when sending has no sense any more. */
    @Override
    public void run() {
        try {
            if (output.position().isSending()) {
                OutputBatch interrupted = output.interrupted();
                batches.accept(interrupted == null ? gatherAgain() : interrupted);
            }
            if (!isStuck()) {
                follow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a batch wasn't taken though it was tried for as long as it may be. */
    private boolean isStuck() {
        return output.isAbandoned() || output.position().isSending();
    }

    private void follow() throws IOException, InterruptedException {
        OutputPosition from = output.position();
        cap = output.cap();
        try (LineFile stdout = new LineFile(output.run().stdout(), from.stdout());
                LineFile stderr = new LineFile(output.run().stderr(), from.stderr())) {
            while (!isStuck()) {
                boolean last = output.isEnded();
                boolean found = hand(stdout, stderr);
                if (!found && last) {
                    handRest(stdout, stderr);
                    complete = true;
                    return;
                }
                if (System.nanoTime() - begun > turn) {
                    // What was gathered goes now: the next turn begins behind it.
                    lines.accept(line("", stdout, stderr, true));
                    return;
                }
                if (!found) {
                    remind(stdout, stderr);
                    ended.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /** An open batch is sent by its age only if the route is asked; the aggregate EIP's own clock is another thread. */
    private void remind(LineFile stdout, LineFile stderr) {
        OutputPosition sent = output.position();
        if (sent.stdout() != stdout.end() || sent.stderr() != stderr.end()) {
            lines.accept(line("", stdout, stderr, false));
        }
    }

    /** What is there, a few lines a message: a message costs the route more than a line does. */
    private boolean hand(LineFile stdout, LineFile stderr) throws IOException {
        StringBuilder text = new StringBuilder();
        int count = 0;
        while (count < LINES_AT_ONCE && text.length() < CHARACTERS_AT_ONCE) {
            String line = next(stdout, stderr);
            if (line == null) {
                break;
            }
            append(text, line);
            count++;
        }
        if (count > 0) {
            lines.accept(line(text.toString(), stdout, stderr, false));
        }
        return count > 0;
    }

    private String next(LineFile stdout, LineFile stderr) throws IOException {
        String text = next(stdout, format::ofStdout);
        return text == null ? next(stderr, format::ofStderr) : text;
    }

    private String next(LineFile file, Function<LineFile.Line, String> format) throws IOException {
        LineFile.Line line = file.next();
        if (line != null) {
            return passed(line, format);
        }
        long lost = file.takeLost();
        if (lost == 0) {
            return null;
        }
        LOG.warn("run {}: a process of it emptied its output file; {} bytes or more are lost", output.run().key(), lost);
        cap.miss(lost);
        return cap.pass(EMPTIED);
    }

    private void handRest(LineFile stdout, LineFile stderr) {
        StringBuilder text = new StringBuilder();
        LineFile.Line line = stdout.rest();
        append(text, line == null ? "" : passed(line, format::ofStdout));
        line = stderr.rest();
        append(text, line == null ? "" : passed(line, format::ofStderr));
        lines.accept(line(text.toString(), stdout, stderr, true));
    }

    private OutputLine line(String text, LineFile stdout, LineFile stderr, boolean last) {
        return new OutputLine(output.run().key(), text, stdout.end(), stderr.end(), last, cap.takeDropped());
    }

    /** What is sent of a line; its end that was too long to be kept, and what is beyond the cap, are counted. */
    private String passed(LineFile.Line line, Function<LineFile.Line, String> format) {
        String text = format.apply(line);
        if (!text.isEmpty()) {
            cap.miss(line.missing());
        }
        return cap.pass(text);
    }

    private static void append(StringBuilder text, String line) {
        if (!line.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
    }

    /** The same lines under the same number; where the two streams were mixed, stdout comes first now. */
    private OutputBatch gatherAgain() throws IOException {
        OutputPosition from = output.position();
        OutputBatch batch = new OutputBatch(output.run().key(), System.nanoTime());
        cap = output.cap();
        // Where a file was emptied meanwhile, the batch ends before the place where it began.
        try (LineFile stdout = new LineFile(output.run().stdout(), begin(from.stdout(), from.sendingStdout()));
                LineFile stderr = new LineFile(output.run().stderr(), begin(from.stderr(), from.sendingStderr()))) {
            gather(batch, stdout, from.sendingStdout(), format::ofStdout);
            gather(batch, stderr, from.sendingStderr(), format::ofStderr);
        }
        batch.add(new OutputLine(output.run().key(), "", from.sendingStdout(), from.sendingStderr(), false,
                cap.takeDropped()));
        return batch;
    }

    private static long begin(long from, long to) {
        return to < from ? 0 : from;
    }

    private void gather(OutputBatch batch, LineFile file, long to, Function<LineFile.Line, String> text)
            throws IOException {
        while (file.end() < to) {
            LineFile.Line line = file.next();
            line = line == null ? file.rest() : line;
            if (line == null) {
                return;
            }
            batch.add(new OutputLine(output.run().key(), passed(line, text), 0, 0, false, cap.takeDropped()));
        }
    }
}
