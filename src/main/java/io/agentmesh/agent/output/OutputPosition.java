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
 * into the run's files) in {@code seq} batches. A batch is announced here before it is sent: where the answer was lost
 * with the worker, exactly the same batch is sent again under the same number, and the server stores it once. One that is
 * too large for one call goes in pieces, each with a number of its own ({@link SplitBatch}). The two fields for that are
 * left out otherwise: the version before them takes a file with a field that it doesn't know for none.
 *
 * @param sendingStdout where the batch that is on its way ends, -1 while none is
 * @param sendingStderr likewise
 * @param bytes         what those batches held, in UTF-8
 * @param dropped       what should have been in them and never will, in bytes
 * @param taken         how many characters of the batch on its way are done with, where it goes in pieces
 * @param piece         where its piece on the way ends, in characters; 0 where it goes as one
 */
public record OutputPosition(int seq, long stdout, long stderr, long sendingStdout, long sendingStderr, long bytes,
        long dropped, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int taken,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int piece) {

    static final OutputPosition START = new OutputPosition(0, 0, 0, -1, -1, 0, 0, 0, 0);

    /** An unreadable file, as a power cut may leave it, is no reason to keep the outcome back: all is sent again. */
    static OutputPosition of(RunFolder run) throws IOException {
        return StoredJson.read(run.position(), OutputPosition.class, position -> true).orElse(START);
    }

    /** Renamed into place but not forced to the disk: after a power cut a batch may come twice, but none is missing. */
    static void store(Path file, Object value) {
        try {
            DurableFile.replaceJson(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException("how far the output was sent can't be kept: " + e.getMessage(), e);
        }
    }

    /** Without the two places no batch is on its way; a file of an earlier version has no pieces. */
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

    /** The batch on its way has the number {@code seq + 1}. */
    OutputPosition sending(long toStdout, long toStderr) {
        return new OutputPosition(seq, stdout, stderr, toStdout, toStderr, bytes, dropped, 0, 0);
    }

    /** A piece of the batch on its way, of the same number. */
    OutputPosition sendingTo(int pieceEnd) {
        return new OutputPosition(seq, stdout, stderr, sendingStdout, sendingStderr, bytes, dropped, taken, pieceEnd);
    }

    /** The server has the piece; the next one is on its way. */
    OutputPosition acknowledgedPiece(long moreBytes, int nextEnd) {
        return new OutputPosition(seq + 1, stdout, stderr, sendingStdout, sendingStderr, bytes + moreBytes, dropped, piece,
                nextEnd);
    }

    /** The server never takes the piece, whose number goes to the next one. */
    OutputPosition passedPiece(long moreDropped, int nextEnd) {
        return new OutputPosition(seq, stdout, stderr, sendingStdout, sendingStderr, bytes, dropped + moreDropped, piece,
                nextEnd);
    }

    OutputPosition acknowledged(long moreBytes, long moreDropped) {
        return new OutputPosition(seq + 1, sendingStdout, sendingStderr, -1, -1, bytes + moreBytes,
                dropped + moreDropped, 0, 0);
    }

    /** Nothing of this part was sent, and its number goes to the next batch. */
    OutputPosition passed(long toStdout, long toStderr, long moreDropped) {
        return new OutputPosition(seq, toStdout, toStderr, -1, -1, bytes, dropped + moreDropped, 0, 0);
    }
}
