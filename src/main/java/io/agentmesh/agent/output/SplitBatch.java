package io.agentmesh.agent.output;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.task.text.Utf8;

/**
 * A batch sent in pieces, as it was too large for one call; stored in {@code batch.json} while in flight. It holds the
 * text, since gathering again could change the order and the cuts.
 *
 * @param stdout  its begin and end in the run's files, which identify it
 * @param dropped see {@link OutputBatch#dropped}
 */
record SplitBatch(long stdout, long stderr, long stdoutEnd, long stderrEnd, String text, long dropped) {

    static SplitBatch of(OutputPosition position, OutputBatch batch) {
        return new SplitBatch(position.stdout(), position.stderr(), position.sendingStdout(), position.sendingStderr(),
                batch.text(), batch.dropped());
    }

    /** What {@code batch.json} holds, where that is the batch on its way. */
    static Optional<SplitBatch> of(RunFolder run, OutputPosition position) throws IOException {
        return StoredJson.read(run.batch(), SplitBatch.class, stored -> stored.text() != null)
                .filter(stored -> stored.isAt(position) && position.piece() <= stored.length());
    }

    private boolean isAt(OutputPosition position) {
        return stdout == position.stdout() && stderr == position.stderr()
                && stdoutEnd == position.sendingStdout() && stderrEnd == position.sendingStderr();
    }

    OutputBatch batch(String run) {
        OutputBatch batch = new OutputBatch(run, System.nanoTime());
        batch.add(new OutputLine(run, text.substring(0, text.length() - 1), stdoutEnd, stderrEnd, false, dropped));
        return batch;
    }

    @JsonIgnore
    int length() {
        return text.length();
    }

    /** @return where a piece of at most so many bytes ends: behind a whole line where possible */
    int end(int from, long max) {
        // No character takes less than a byte.
        int longest = (int) Math.min(text.length() - from, max);
        String piece = Utf8.cut(text.substring(from, from + longest), max);
        int lineEnd = piece.lastIndexOf('\n');
        return from + (lineEnd >= 0 ? lineEnd + 1 : piece.length());
    }
}
