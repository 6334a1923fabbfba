package io.agentmesh.cli.client;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints pieces of output as they come, and remembers how it ended. */
final class OutputPrinter {

    private static final int LONGEST_TAIL = 1_000_000;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final StringBuilder tail = new StringBuilder();

    OutputPrinter(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void print(JsonNode piece) {
        print(piece.path("output").asText(""));
    }

    /** The result, unless the output ended with it anyway. */
    void printResult(JsonNode task) {
        String result = task.path("result").asText("").strip();
        if (!result.isEmpty() && !tail.toString().strip().endsWith(result)) {
            print((tail.isEmpty() ? "" : "\n") + result);
        }
    }

    private void print(String text) {
        String lines = text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
        tail.append(lines);
        if (tail.length() > LONGEST_TAIL * 2) {
            tail.delete(0, tail.length() - LONGEST_TAIL);
        }
        out.print(isTerminal ? SafeText.block(lines) : lines);
        out.flush();
    }
}
