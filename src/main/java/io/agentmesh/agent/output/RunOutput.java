package io.agentmesh.agent.output;

import java.io.IOException;
import java.time.Duration;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.text.Utf8;

/**
 * The output of one run on its way to the server: how far it is, and whether it is still worth trying. Used by one
 * thread at a time; the end may be told by another.
 */
final class RunOutput {

    /** What is refused in pieces of this size, in bytes, is sent in no smaller ones. */
    static final int SMALLEST = 64 << 10;

    private final RunFolder run;
    private final long patience;
    private final long most;
    private OutputPosition position;
    private long largest;
    private SplitBatch split;
    private OutputBatch settled;
    private volatile long endedAt = Long.MAX_VALUE;
    private volatile boolean abandoned;

    /**
     * @param patience how long an ended run's output is tried to be sent before its outcome goes out without it
     * @param most     what is sent of it, in bytes
     * @param largest  what is sent in one call, in bytes, as long as nothing is refused
     */
    RunOutput(RunFolder run, Duration patience, long most, long largest) throws IOException {
        this.run = run;
        this.most = most;
        this.largest = largest;
        this.patience = patience.toNanos();
        this.position = OutputPosition.of(run);
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

    /** The batch that an earlier life sent some pieces of, or null: then it is gathered anew. */
    OutputBatch interrupted() throws IOException {
        if (!position.isSplit()) {
            return null;
        }
        split = SplitBatch.of(run, position).orElse(null);
        if (split == null) {
            // As after a power cut: its beginning may come twice then.
            keep(position.sending(position.sendingStdout(), position.sendingStderr()));
        }
        return split == null ? null : split.batch(run.key());
    }

    /** Whether there is something of the batch to send. */
    boolean isUnsent(OutputBatch batch) {
        return !abandoned && settled != batch;
    }

    /** @return what is to be sent of it now */
    OutputPiece sending(OutputBatch batch) {
        if (!position.isSending()) {
            keep(position.sending(batch.stdoutEnd(), batch.stderrEnd()));
        }
        if (!position.isSplit() && batch.bytes() > largest) {
            split(batch);
        }
        return piece(batch);
    }

    private void split(OutputBatch batch) {
        split = SplitBatch.of(position, batch);
        OutputPosition.store(run.batch(), split);
        keep(position.sendingTo(split.end(0, largest)));
    }

    private OutputPiece piece(OutputBatch batch) {
        if (!position.isSplit()) {
            return new OutputPiece(position.seq() + 1, batch.text(), batch.bytes(), true);
        }
        String text = split.text().substring(position.taken(), position.piece());
        return new OutputPiece(position.seq() + 1, text, Utf8.size(text), position.piece() == split.length());
    }

    /** Whether a batch whose piece was too large is worth another try: a smaller piece, or the next one. */
    boolean goesOn(OutputBatch batch) {
        OutputPiece refused = piece(batch);
        return refused.bytes() > SMALLEST || !refused.isLast();
    }

    /**
     * Sends smaller pieces from now on, or passes over one that is small already.
     *
     * @return how many bytes are passed over
     */
    long tooLarge(OutputBatch batch) {
        OutputPiece refused = piece(batch);
        if (refused.bytes() <= SMALLEST) {
            keep(position.passedPiece(refused.bytes(), split.end(position.piece(), largest)));
            return refused.bytes();
        }
        largest = Math.max(SMALLEST, refused.bytes() / 2);
        if (position.isSplit()) {
            keep(position.sendingTo(split.end(position.taken(), largest)));
        } else {
            split(batch);
        }
        return 0;
    }

    /** @return how many bytes that was */
    long acknowledge(OutputBatch batch) {
        if (!position.isSending()) {
            keep(position.passed(batch.stdoutEnd(), batch.stderrEnd(), batch.dropped()));
            settled = batch;
            return 0;
        }
        OutputPiece piece = piece(batch);
        if (!piece.isLast()) {
            keep(position.acknowledgedPiece(piece.bytes(), split.end(position.piece(), largest)));
            return piece.bytes();
        }
        settle(batch, position.acknowledged(piece.bytes(), batch.dropped()));
        return piece.bytes();
    }

    /**
     * The server will never take the batch, or what is left of it.
     *
     * @return how many bytes that is
     */
    long drop(OutputBatch batch) {
        long left = position.isSplit() ? Utf8.size(split.text().substring(position.taken())) : batch.bytes();
        settle(batch, position.passed(batch.stdoutEnd(), batch.stderrEnd(), left + batch.dropped()));
        return left;
    }

    private void settle(OutputBatch batch, OutputPosition next) {
        keep(next);
        settled = batch;
        if (split != null) {
            split = null;
            // Where it stays, it is of another place.
            run.batch().toFile().delete();
        }
    }

    /** As things stand; what was not sent yet counts as dropped, as it lies in the files. */
    OutputTotals totals() {
        return OutputTotals.of(run, position);
    }

    /** As things will stand when the batch, or its piece on the way, is sent. */
    OutputTotals totalsWith(OutputBatch batch) {
        OutputPiece piece = piece(batch);
        return new OutputTotals(position.bytes() + piece.bytes(), piece.seq(),
                position.dropped() + (piece.isLast() ? batch.dropped() : 0));
    }

    private void keep(OutputPosition next) {
        OutputPosition.store(run.position(), next);
        position = next;
    }
}
