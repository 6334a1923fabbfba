package io.agentmesh.cli.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the new pieces of a task's output.
 *
 * <p>A classic server has the newest pieces in memory, at most 1,000: its count stands still while pieces come and go,
 * starts anew with the server, and where {@code since} is not below it, the answer has all pieces (seen in use). So the
 * last known piece is requested, too, and where it isn't in its place any more, the known pieces are searched for in
 * the answer.
 */
public final class OutputReader {

    /** More than a classic server has. */
    private static final int MAX_KNOWN = 4_000;

    private final Tasks tasks;
    private final String taskId;
    private final Consumer<JsonNode> onPiece;
    private final Runnable onGap;
    /** Hash codes of the last pieces. */
    private final Deque<Integer> known = new ArrayDeque<>();
    private int seen;

    /**
     * @param onPiece receives each piece of output, once
     * @param onGap   called before pieces follow that may not continue the last ones, as the server has lost these
     */
    public OutputReader(Tasks tasks, String taskId, Consumer<JsonNode> onPiece, Runnable onGap) {
        this.tasks = tasks;
        this.taskId = taskId;
        this.onPiece = onPiece;
        this.onGap = onGap;
    }

    /** @param task from the server; a classic one has no attempts */
    public void readNew(JsonNode task) {
        if (seen == 0 || task.has("attempt")) {
            readPages();
        } else {
            readClassic();
        }
    }

    private void readPages() {
        while (true) {
            JsonNode page = tasks.output(taskId, seen);
            int total = page.path("total").asInt();
            List<JsonNode> pieces = pieces(page);
            if (total < seen) {
                align(pieces(tasks.output(taskId, 0)));
                return;
            }
            if (total > seen) {
                emit(pieces);
            }
            if (pieces.isEmpty() || seen >= total) {
                return;
            }
        }
    }

    private void readClassic() {
        List<JsonNode> pieces = pieces(tasks.output(taskId, seen - 1));
        // With since at or beyond its count it answers all: then another piece is the first one.
        if (!pieces.isEmpty() && pieces.get(0).hashCode() == known.peekLast()) {
            emit(pieces.subList(1, pieces.size()));
        } else {
            align(pieces(tasks.output(taskId, 0)));
        }
    }

    /** @param all pieces of the server */
    private void align(List<JsonNode> all) {
        int start = overlap(all.stream().map(JsonNode::hashCode).toList());
        if (start == 0) {
            onGap.run();
            known.clear();
        }
        seen = start;
        emit(all.subList(start, all.size()));
    }

    /** The length of the longest beginning that matches the last known pieces. */
    private int overlap(List<Integer> all) {
        List<Integer> last = List.copyOf(known);
        int length = Math.min(all.size(), last.size());
        while (!last.subList(last.size() - length, last.size()).equals(all.subList(0, length))) {
            length--;
        }
        return length;
    }

    private void emit(List<JsonNode> pieces) {
        for (JsonNode piece : pieces) {
            onPiece.accept(piece);
            seen++;
            known.addLast(piece.hashCode());
            if (known.size() > MAX_KNOWN) {
                known.removeFirst();
            }
        }
    }

    private static List<JsonNode> pieces(JsonNode page) {
        return page.path("outputs").valueStream().toList();
    }
}
