package io.agentmesh.agent.output;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.task.text.Utf8;

/**
 * A batch that goes in pieces, as it was too large for one call; in {@code batch.json} while it is on its way. The text
 * itself is there, since one that was gathered anew could be in another order, and be cut in other places.
 *
 * @param stdout  where it begins and ends in the run's files: so it is known again
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

    /** @return where a piece of at most so many bytes ends: behind a whole line where there is one, else in the middle of it */
    int end(int from, long most) {
        // No character takes less than a byte.
        int longest = (int) Math.min(text.length() - from, most);
        String piece = Utf8.cut(text.substring(from, from + longest), most);
        int lineEnd = piece.lastIndexOf('\n');
        return from + (lineEnd >= 0 ? lineEnd + 1 : piece.length());
    }
}
