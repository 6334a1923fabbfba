package io.agentmesh.agent.output;

import java.io.IOException;
import java.time.Duration;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.text.Utf8;

/**
 * The output of one run on its way to the server: its position, and whether to retry. Used by one thread at a time;
 * another may report the run's end.
 */
final class RunOutput {

    /** Smallest size of a piece, in bytes; a refused one of this size is dropped. */
    static final int SMALLEST = 64 << 10;

    private final RunFolder run;
    private final long retryTime;
    private final long max;
    private OutputPosition position;
    private long largest;
    private SplitBatch split;
    private OutputBatch completed;
    private volatile long endedAt = Long.MAX_VALUE;
    private volatile boolean abandoned;

    /**
     * @param retryTime how long an ended run's output is retried before its outcome is sent without it
     * @param max     bytes sent of the run
     * @param largest  bytes sent in one call, until the server refuses that size
     */
    RunOutput(RunFolder run, Duration retryTime, long max, long largest) throws IOException {
        this.run = run;
        this.max = max;
        this.largest = largest;
        this.retryTime = retryTime.toNanos();
        this.position = OutputPosition.of(run);
    }

    /** The limit for the lines behind the position. */
    OutputCap cap() {
        return new OutputCap(max, position.bytes());
    }

    RunFolder run() {
        return run;
    }

    OutputPosition position() {
        return position;
    }

    /** Reports that no process of the run writes any more. */
    void ended() {
        endedAt = System.nanoTime();
    }

    boolean isEnded() {
        return endedAt != Long.MAX_VALUE;
    }

    /** Whether to retry a failed batch: while the run goes on, and for a time after. */
    boolean mayTry() {
        return !abandoned && (!isEnded() || System.nanoTime() - endedAt < retryTime);
    }

    /** Gives up: the server will never accept this run's output. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** The batch whose pieces the previous process began to send, or null: then it is gathered anew. */
    OutputBatch interrupted() throws IOException {
        if (!position.isSplit()) {
            return null;
        }
        split = SplitBatch.of(run, position).orElse(null);
        if (split == null) {
            // As after a power cut: its beginning may be sent twice.
            store(position.sending(position.sendingStdout(), position.sendingStderr()));
        }
        return split == null ? null : split.batch(run.key());
    }

    /** Whether any part of the batch is still to be sent. */
    boolean isUnsent(OutputBatch batch) {
        return !abandoned && completed != batch;
    }

    /** @return the part of the batch to send now */
    OutputPiece sending(OutputBatch batch) {
        if (!position.isSending()) {
            store(position.sending(batch.stdoutEnd(), batch.stderrEnd()));
        }
        if (!position.isSplit() && batch.bytes() > largest) {
            split(batch);
        }
        return piece(batch);
    }

    private void split(OutputBatch batch) {
        split = SplitBatch.of(position, batch);
        OutputPosition.store(run.batch(), split);
        store(position.sendingTo(split.end(0, largest)));
    }

    private OutputPiece piece(OutputBatch batch) {
        if (!position.isSplit()) {
            return new OutputPiece(position.seq() + 1, batch.text(), batch.bytes(), true);
        }
        String text = split.text().substring(position.taken(), position.piece());
        return new OutputPiece(position.seq() + 1, text, Utf8.size(text), position.piece() == split.length());
    }

    /** Whether to go on with a batch whose piece was too large: with a smaller piece, or the next one. */
    boolean goesOn(OutputBatch batch) {
        OutputPiece refused = piece(batch);
        return refused.bytes() > SMALLEST || !refused.isLast();
    }

    /**
     * Sends smaller pieces from now on, or drops one that is small already.
     *
     * @return how many bytes are dropped
     */
    long tooLarge(OutputBatch batch) {
        OutputPiece refused = piece(batch);
        if (refused.bytes() <= SMALLEST) {
            store(position.passedPiece(refused.bytes(), split.end(position.piece(), largest)));
            return refused.bytes();
        }
        largest = Math.max(SMALLEST, refused.bytes() / 2);
        if (position.isSplit()) {
            store(position.sendingTo(split.end(position.taken(), largest)));
        } else {
            split(batch);
        }
        return 0;
    }

    /** @return how many bytes were acknowledged */
    long acknowledge(OutputBatch batch) {
        if (!position.isSending()) {
            store(position.passed(batch.stdoutEnd(), batch.stderrEnd(), batch.dropped()));
            completed = batch;
            return 0;
        }
        OutputPiece piece = piece(batch);
        if (!piece.isLast()) {
            store(position.acknowledgedPiece(piece.bytes(), split.end(position.piece(), largest)));
            return piece.bytes();
        }
        complete(batch, position.acknowledged(piece.bytes(), batch.dropped()));
        return piece.bytes();
    }

    /**
     * Drops the batch, or what remains of it.
     *
     * @return how many bytes were dropped
     */
    long drop(OutputBatch batch) {
        long remaining = position.isSplit() ? Utf8.size(split.text().substring(position.taken())) : batch.bytes();
        complete(batch, position.passed(batch.stdoutEnd(), batch.stderrEnd(), remaining + batch.dropped()));
        return remaining;
    }

    private void complete(OutputBatch batch, OutputPosition next) {
        store(next);
        completed = batch;
        if (split != null) {
            split = null;
            // A file that stays belongs to another position and is ignored.
            run.batch().toFile().delete();
        }
    }

    /** Totals now; what was not sent yet counts as dropped, as the run's files have it. */
    OutputTotals totals() {
        return OutputTotals.of(run, position);
    }

    /** Totals once the batch, or its piece in flight, is sent. */
    OutputTotals totalsWith(OutputBatch batch) {
        OutputPiece piece = piece(batch);
        return new OutputTotals(position.bytes() + piece.bytes(), piece.seq(),
                position.dropped() + (piece.isLast() ? batch.dropped() : 0));
    }

    private void store(OutputPosition next) {
        OutputPosition.store(run.position(), next);
        position = next;
    }
}
