package io.agentmesh.opencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The output of one run on its way to the server: how far it is, and whether it is still worth trying. Used by one
 * thread at a time; the end may be told by another.
 */
final class RunOutput {

    private final RunFolder run;
    private final long patience;
    private final long most;
    private OutputPosition position;
    private volatile long endedAt = Long.MAX_VALUE;
    private volatile boolean abandoned;

    /**
     * @param patience how long an ended run's output is tried to be sent before its outcome goes out without it
     * @param most     what is sent of it, in bytes
     */
    RunOutput(RunFolder run, Duration patience, long most) throws IOException {
        this.run = run;
        this.most = most;
        this.patience = patience.toNanos();
        this.position = read(run.position());
    }

    /** An unreadable file, as a power cut may leave it, is no reason to keep the outcome back: all is sent again. */
    private static OutputPosition read(Path file) throws IOException {
        return StoredJson.read(file, OutputPosition.class, position -> true).orElse(OutputPosition.START);
    }

    /** Decides what of the lines behind the position is sent. */
    OutputCap cap() {
        return new OutputCap(most, position.bytes());
    }

    RunFolder run() {
        return run;
    }

    OutputPosition position() {
        return position;
    }

    /** Tells that no process of the run writes any more. */
    void ended() {
        endedAt = System.nanoTime();
    }

    boolean isEnded() {
        return endedAt != Long.MAX_VALUE;
    }

    /** Whether a batch that failed is worth another try: while the run goes on, and for a time after. */
    boolean mayTry() {
        return !abandoned && (!isEnded() || System.nanoTime() - endedAt < patience);
    }

    /** The server will never take this run's output. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** @return the batch's number */
    int sending(OutputBatch batch) {
        if (!position.isSending()) {
            keep(position.sending(batch.stdoutEnd(), batch.stderrEnd()));
        }
        return position.seq() + 1;
    }

    void acknowledge(OutputBatch batch) {
        keep(position.isSending() ? position.acknowledged(batch.bytes(), batch.dropped())
                : position.passed(batch.stdoutEnd(), batch.stderrEnd(), batch.dropped()));
    }

    /** The server will never take the batch, and has nothing of it. */
    void drop(OutputBatch batch) {
        keep(position.passed(batch.stdoutEnd(), batch.stderrEnd(), batch.bytes() + batch.dropped()));
    }

    /** As things stand; what was not sent yet counts as dropped, as it lies in the files. */
    OutputTotals totals() {
        long left = rest(run.stdout(), position.stdout()) + rest(run.stderr(), position.stderr());
        return new OutputTotals(position.bytes(), position.seq(), position.dropped() + left);
    }

    /** As things will stand when the batch is sent. */
    OutputTotals totalsWith(OutputBatch batch) {
        return new OutputTotals(position.bytes() + batch.bytes(), position.seq() + 1L, position.dropped() + batch.dropped());
    }

    private static long rest(Path file, long from) {
        return Math.max(0, file.toFile().length() - from);
    }

    /** Renamed into place but not forced to the disk: after a power cut a batch may come twice, but none is missing. */
    private void keep(OutputPosition next) {
        try {
            DurableFile.replaceJson(run.position(), next);
        } catch (IOException e) {
            throw new UncheckedIOException("how far the output was sent can't be kept: " + e.getMessage(), e);
        }
        position = next;
    }
}
