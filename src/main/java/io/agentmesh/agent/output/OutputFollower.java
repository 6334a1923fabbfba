package io.agentmesh.agent.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.LogNames;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the two output files of a run and passes their lines to the route, which returns only when there is room for
 * more. So one batch of a run is in flight at a time, in order, and a slow server costs no memory: the files hold the
 * rest.
 */
public final class OutputFollower implements Runnable {

    public static final String EMPTIED = "[… output is missing here: a process of the run emptied its output file]";

    private static final Logger LOG = LoggerFactory.getLogger(RunOutputs.class);
    private static final long POLL_MILLIS = 100;
    private static final int MAX_LINES = 25;
    /** One more line may be as long as {@link LineFile#MAX_LENGTH}. */
    static final int MAX_CHARACTERS = 16 << 10;

    private final RunOutput output;
    private final LineFormat format;
    private final Consumer<OutputLine> lines;
    private final Consumer<OutputBatch> batches;
    private final CountDownLatch ended = new CountDownLatch(1);
    private long turn = Long.MAX_VALUE;
    private long begun;
    private boolean complete;

    /**
     * @param lines   processes some lines; where they complete a batch, returns once it is answered
     * @param batches processes a whole batch
     */
    OutputFollower(RunOutput output, LineFormat format, Consumer<OutputLine> lines,
            Consumer<OutputBatch> batches) {
        this.output = output;
        this.format = format;
        this.lines = lines;
        this.batches = batches;
    }

    /** Ends following once all is sent: the run's files grow no more. */
    public void end() {
        output.ended();
        ended.countDown();
    }

    /** Runs on a thread of its own. @param onEnd called at its end */
    void start(Runnable onEnd) {
        String run = output.run().key();
        Thread thread = new Thread(() -> {
            try (LogNames names = names(output.run())) {
                run();
            } catch (RuntimeException e) {
                LOG.warn("run {}: its output is not sent any more for now: {}", run, e.toString());
            } finally {
                onEnd.run();
            }
        }, "output-" + run);
        thread.setDaemon(true);
        thread.start();
    }

    /** An unreadable journal must not block the output. */
    private static LogNames names(RunFolder run) {
        try {
            Task task = run.record().task();
            return LogNames.of(task.id(), task.codebaseId());
        } catch (IOException e) {
            return LogNames.of(run.taskId(), null);
        }
    }

    /** Also returns after this time, between two batches, so that other runs get their turn. */
    void limit(Duration longest) {
        begun = System.nanoTime();
        turn = longest.toNanos();
    }

    /** Whether all output up to the run's end was sent or dropped. */
    boolean isComplete() {
        return complete && !isStuck();
    }

    /** Returns when all is sent after the run's end, or when sending is abandoned. */
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

    /** Whether a batch was retried until its limit without success. */
    private boolean isStuck() {
        return output.isAbandoned() || output.position().isSending();
    }

    private void follow() throws IOException, InterruptedException {
        OutputPosition from = output.position();
        try (OutputLines files = open(from.stdout(), from.stderr())) {
            while (!isStuck()) {
                boolean last = output.isEnded();
                boolean found = pass(files);
                if (!found && last) {
                    lines.accept(files.message(files.rest(), true));
                    complete = true;
                    return;
                }
                if (System.nanoTime() - begun > turn) {
                    // Sends what was gathered: the next turn begins behind it.
                    lines.accept(files.message("", true));
                    return;
                }
                if (!found) {
                    remind(files);
                    ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    private OutputLines open(long stdout, long stderr) {
        return new OutputLines(output.run(), format, output.cap(), stdout, stderr);
    }

    /** Asks the route to check the age of an open batch; the aggregate EIP's own clock is another thread. */
    private void remind(OutputLines files) {
        if (!files.isAt(output.position())) {
            lines.accept(files.message("", false));
        }
    }

    /** Passes on a few lines a message: a message costs the route more than a line. */
    private boolean pass(OutputLines files) throws IOException {
        StringBuilder text = new StringBuilder();
        int count = 0;
        while (count < MAX_LINES && text.length() < MAX_CHARACTERS) {
            String line = files.next();
            if (line == null) {
                break;
            }
            OutputLines.append(text, line);
            count++;
        }
        if (count > 0) {
            lines.accept(files.message(text.toString(), false));
        }
        return count > 0;
    }

    /** Gathers the same lines under the same number; stdout comes first where the two streams were mixed. */
    private OutputBatch gatherAgain() throws IOException {
        OutputPosition from = output.position();
        OutputBatch batch = new OutputBatch(output.run().key(), System.nanoTime());
        // Where a file was emptied meanwhile, the batch ends before its beginning.
        try (OutputLines files = open(begin(from.stdout(), from.sendingStdout()),
                begin(from.stderr(), from.sendingStderr()))) {
            files.gather(batch, from.sendingStdout(), from.sendingStderr());
        }
        return batch;
    }

    private static long begin(long from, long to) {
        return to < from ? 0 : from;
    }
}
