package io.agentmesh.server.response;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Answers about the output of a task (contract, section "Tasks"). */
public final class OutputAnswers {

    private final OutputPieces pieces;
    private final int limit;

    /** @param limit maximum number of pieces in one answer */
    public OutputAnswers(OutputPieces pieces, int limit) {
        this.pieces = pieces;
        this.limit = limit;
    }

    /** {@code {success}}, and {@code cancelled: true} where the holder of {@code task} should stop. */
    public String stored(@Variable("task") Map<String, Object> task) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("success", true);
        if (task.get("cancel_requested_at") != null) {
            answer.put("cancelled", true);
        }
        return answer.toString();
    }

    /**
     * {@code {task_id, outputs, total}}. The outputs begin with the piece after {@code since} without gaps: dropped
     * pieces are empty, so that clients may count.
     *
     * @param request {@code since}: the number of pieces that the client has
     */
    public String read(@Body Map<String, Object> request,
            @Variable("pieces") List<Map<String, Object>> rows, @Variable("task") Map<String, Object> task) {
        int since = (Integer) request.get("since");
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        for (OutputPieces.Piece piece : pieces.of(rows, since)) {
            while (outputs.size() < limit && since + outputs.size() < piece.position() - 1) {
                outputs.add(OutputPieces.empty(piece));
            }
            if (outputs.size() < limit) {
                outputs.add(piece.json());
            }
        }
        int total = Math.max(((Number) task.get("output_pieces")).intValue(), outputs.isEmpty() ? 0 : since + outputs.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("task_id", (String) task.get("id"));
        return answer.<ObjectNode>set("outputs", outputs).put("total", total).toString();
    }

    /**
     * The rows as Server-Sent Events, and {@code event: done} where there are no more and {@code task} has ended. The
     * id of an event is its position, which a reconnecting client sends as {@code Last-Event-ID}.
     *
     * @param request {@code since}: the position before the first row
     */
    public OutputPage page(@Body Map<String, Object> request,
            @Variable("pieces") List<Map<String, Object>> rows, @Variable("task") Map<String, Object> task) {
        StringBuilder events = new StringBuilder();
        int last = (Integer) request.get("since");
        for (OutputPieces.Piece piece : pieces.of(rows, last)) {
            last = piece.position();
            events.append("id: ").append(last).append("\nevent: output\ndata: ").append(piece.json()).append("\n\n");
        }
        boolean isEnd = rows.isEmpty() && StatusTransitions.TERMINAL.contains(task.get("status"));
        if (isEnd) {
            events.append("event: done\ndata: ").append(new JsonRow(task).with("status").toJson()).append("\n\n");
        }
        return new OutputPage(events.toString(), last, isEnd);
    }
}
