package io.agentmesh.agent.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.StoredJson;

/**
 * How far a run's output has been sent, in {@code output.json}: up to {@code stdout} and {@code stderr} (byte offsets
 * into the run's files) in {@code seq} batches. A batch is recorded here before it is sent: if its answer is lost with
 * the worker, the same batch is sent again under the same number, and the server stores it once. A batch too large for
 * one call goes in pieces, each with its own number ({@link SplitBatch}). The two fields for that are omitted
 * otherwise, as an earlier version rejects a file with unknown fields.
 *
 * @param sendingStdout where the batch in flight ends, -1 while there is none
 * @param sendingStderr likewise
 * @param bytes         sent in those batches, in UTF-8
 * @param dropped       bytes that were never sent and won't be
 * @param taken         how many characters of the batch in flight are done, where it goes in pieces
 * @param piece         where its piece in flight ends, in characters; 0 where it goes as one
 */
public record OutputPosition(int seq, long stdout, long stderr, long sendingStdout, long sendingStderr, long bytes,
        long dropped, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int taken,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int piece) {

    static final OutputPosition START = new OutputPosition(0, 0, 0, -1, -1, 0, 0, 0, 0);

    /** An unreadable file, as after a power cut, must not block the outcome: all output is sent again. */
    static OutputPosition of(RunFolder run) throws IOException {
        return StoredJson.read(run.position(), OutputPosition.class, position -> true).orElse(START);
    }

    /** Atomic but not forced to the disk: after a power cut a batch may come twice, but none is missing. */
    static void store(Path file, Object value) {
        try {
            DurableFile.replaceJson(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException("how far the output was sent can't be kept: " + e.getMessage(), e);
        }
    }

    /** No batch is in flight without the two offsets; a file of an earlier version has no pieces. */
    @JsonCreator
    static OutputPosition stored(@JsonProperty("seq") int seq, @JsonProperty("stdout") long stdout,
            @JsonProperty("stderr") long stderr, @JsonProperty("sendingStdout") Long sendingStdout,
            @JsonProperty("sendingStderr") Long sendingStderr, @JsonProperty("bytes") long bytes,
            @JsonProperty("dropped") long dropped, @JsonProperty("taken") int taken, @JsonProperty("piece") int piece) {
        boolean sending = sendingStdout != null && sendingStderr != null;
        return new OutputPosition(seq, stdout, stderr, sending ? sendingStdout : -1, sending ? sendingStderr : -1,
                bytes, dropped, taken, piece);
    }

    @JsonIgnore
    boolean isSending() {
        return sendingStdout >= 0;
    }

    @JsonIgnore
    boolean isSplit() {
        return piece > 0;
    }

    /** The batch in flight has the number {@code seq + 1}. */
    OutputPosition sending(long toStdout, long toStderr) {
        return new OutputPosition(seq, stdout, stderr, toStdout, toStderr, bytes, dropped, 0, 0);
    }

    /** A piece of the batch in flight, with the same number. */
    OutputPosition sendingTo(int pieceEnd) {
        return new OutputPosition(seq, stdout, stderr, sendingStdout, sendingStderr, bytes, dropped, taken, pieceEnd);
    }

    /** The server has the piece; the next one is in flight. */
    OutputPosition acknowledgedPiece(long moreBytes, int nextEnd) {
        return new OutputPosition(seq + 1, stdout, stderr, sendingStdout, sendingStderr, bytes + moreBytes, dropped, piece,
                nextEnd);
    }

    /** The piece is dropped; the next one gets its number. */
    OutputPosition passedPiece(long moreDropped, int nextEnd) {
        return new OutputPosition(seq, stdout, stderr, sendingStdout, sendingStderr, bytes, dropped + moreDropped, piece,
                nextEnd);
    }

    OutputPosition acknowledged(long moreBytes, long moreDropped) {
        return new OutputPosition(seq + 1, sendingStdout, sendingStderr, -1, -1, bytes + moreBytes,
                dropped + moreDropped, 0, 0);
    }

    /** Drops this part; the next batch gets its number. */
    OutputPosition passed(long toStdout, long toStderr, long moreDropped) {
        return new OutputPosition(seq, toStdout, toStderr, -1, -1, bytes, dropped + moreDropped, 0, 0);
    }
}
