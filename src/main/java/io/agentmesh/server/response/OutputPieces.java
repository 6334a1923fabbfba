package io.agentmesh.server.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts rows of {@code select-output} to pieces of output by position. Of dropped pieces, the last is replaced by a
 * notice with the number of missing bytes.
 */
public final class OutputPieces {

    /** The {@code position} counts all received pieces, from 1. */
    record Piece(int position, ObjectNode json) {
    }

    private final int half;

    /** @param half bytes stored of the begin of a task's output, and as many of its end */
    public OutputPieces(int half) {
        this.half = half;
    }

    /** @param since the position before the first piece */
    List<Piece> of(List<Map<String, Object>> rows, int since) {
        List<Piece> pieces = new ArrayList<>();
        int last = since;
        for (Map<String, Object> row : rows) {
            int position = ((Number) row.get("position")).intValue();
            ObjectNode piece = new JsonRow(row).with("output", "timestamp", "worker_id").toJson();
            long dropped = ((Number) row.get("dropped")).longValue();
            if (position - 1 > last && dropped > 0) {
                pieces.add(new Piece(position - 1, piece.deepCopy().put("output", notice(dropped))));
            }
            pieces.add(new Piece(position, piece));
            last = position;
        }
        return pieces;
    }

    /** An empty piece for a dropped one, for clients that count. */
    static ObjectNode empty(Piece next) {
        return JsonNodeFactory.instance.objectNode().put("output", "")
                .<ObjectNode>set("timestamp", next.json().get("timestamp")).set("worker_id", next.json().get("worker_id"));
    }

    private String notice(long dropped) {
        return String.format(Locale.ROOT, "%n[… %,d bytes of output are missing here: "
                + "of each task the first and the last %,d bytes are kept …]%n", dropped, half);
    }
}
