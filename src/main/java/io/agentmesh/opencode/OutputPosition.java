package io.agentmesh.opencode;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a run's output has been sent, in {@code output.json}: up to {@code stdout} and {@code stderr} (byte offsets
 * into the run's files) in {@code seq} batches. A batch is announced here before it is sent: where the answer was lost
 * with the worker, exactly the same batch is sent again under the same number, and the server stores it once.
 *
 * @param sendingStdout where the batch that is on its way ends, -1 while none is
 * @param sendingStderr likewise
 * @param bytes         what those batches held, in UTF-8
 * @param dropped       what should have been in them and never will, in bytes
 */
public record OutputPosition(int seq, long stdout, long stderr, long sendingStdout, long sendingStderr, long bytes,
        long dropped) {

    static final OutputPosition START = new OutputPosition(0, 0, 0, -1, -1, 0, 0);

    /** Without the last two no batch is on its way. */
    @JsonCreator
    static OutputPosition stored(@JsonProperty("seq") int seq, @JsonProperty("stdout") long stdout,
            @JsonProperty("stderr") long stderr, @JsonProperty("sendingStdout") Long sendingStdout,
            @JsonProperty("sendingStderr") Long sendingStderr, @JsonProperty("bytes") long bytes,
            @JsonProperty("dropped") long dropped) {
        boolean sending = sendingStdout != null && sendingStderr != null;
        return new OutputPosition(seq, stdout, stderr, sending ? sendingStdout : -1, sending ? sendingStderr : -1,
                bytes, dropped);
    }

    @JsonIgnore
    boolean isSending() {
        return sendingStdout >= 0;
    }

    /** The batch on its way has the number {@code seq + 1}. */
    OutputPosition sending(long toStdout, long toStderr) {
        return new OutputPosition(seq, stdout, stderr, toStdout, toStderr, bytes, dropped);
    }

    OutputPosition acknowledged(long moreBytes, long moreDropped) {
        return new OutputPosition(seq + 1, sendingStdout, sendingStderr, -1, -1, bytes + moreBytes,
                dropped + moreDropped);
    }

    /** Nothing of this part was sent, and its number goes to the next batch. */
    OutputPosition passed(long toStdout, long toStderr, long moreDropped) {
        return new OutputPosition(seq, toStdout, toStderr, -1, -1, bytes, dropped + moreDropped);
    }
}
