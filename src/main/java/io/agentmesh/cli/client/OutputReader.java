package io.agentmesh.cli.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads what a task's output has that wasn't handed on yet.
 *
 * <p>A classic server keeps the newest pieces in memory, at most 1,000: its count stands still while pieces come and go,
 * starts anew with the server, and where {@code since} is at or beyond it, it answers all that it has (seen in use). So
 * it is asked for the last known piece too, and where that isn't in its place any more, what is known is looked for in
 * the whole.
 */
public final class OutputReader {

    /** More than a classic server keeps. */
    private static final int REMEMBERED = 4_000;

    private final Tasks tasks;
    private final String taskId;
    private final Consumer<JsonNode> onPiece;
    private final Runnable onGap;
    /** The hash codes of the pieces that were handed on last. */
    private final Deque<Integer> known = new ArrayDeque<>();
    private int seen;

    /**
     * @param onPiece given each piece of output, once
     * @param onGap   called where the server hasn't what was handed on last any more, before all that it has is handed on
     */
    public OutputReader(Tasks tasks, String taskId, Consumer<JsonNode> onPiece, Runnable onGap) {
        this.tasks = tasks;
        this.taskId = taskId;
        this.onPiece = onPiece;
        this.onGap = onGap;
    }

    /** @param task as the server knows it; a classic one knows no attempts */
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
                handOn(pieces);
            }
            if (pieces.isEmpty() || seen >= total) {
                return;
            }
        }
    }

    private void readClassic() {
        List<JsonNode> pieces = pieces(tasks.output(taskId, seen - 1));
        // With since at or beyond its number it answers all: then another piece is the first one.
        if (!pieces.isEmpty() && pieces.get(0).hashCode() == known.peekLast()) {
            handOn(pieces.subList(1, pieces.size()));
        } else {
            align(pieces(tasks.output(taskId, 0)));
        }
    }

    /** @param all that the server has */
    private void align(List<JsonNode> all) {
        int start = overlap(all.stream().map(JsonNode::hashCode).toList());
        if (start == 0) {
            onGap.run();
            known.clear();
        }
        seen = start;
        handOn(all.subList(start, all.size()));
    }

    /** How many of the first ones are the last that were handed on. */
    private int overlap(List<Integer> all) {
        List<Integer> last = List.copyOf(known);
        int length = Math.min(all.size(), last.size());
        while (!last.subList(last.size() - length, last.size()).equals(all.subList(0, length))) {
            length--;
        }
        return length;
    }

    private void handOn(List<JsonNode> pieces) {
        for (JsonNode piece : pieces) {
            onPiece.accept(piece);
            seen++;
            known.addLast(piece.hashCode());
            if (known.size() > REMEMBERED) {
                known.removeFirst();
            }
        }
    }

    private static List<JsonNode> pieces(JsonNode page) {
        return page.path("outputs").valueStream().toList();
    }
}
